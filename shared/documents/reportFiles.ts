// The files that a report is kept and sent as.
import type { Report } from '#model/report.ts'
import { reportCsv } from './reportCsv.ts'
import { asOne, type EntrySource } from './reportEntries.ts'
import { reportHtml } from './reportHtml.ts'
import { reportJson } from './reportJson.ts'
import { sheetLimit } from './reportPage/decisionSheets.ts'
import { readTogether } from './readTogether.ts'

export interface ReportFile {
  name: string
  contentType: string
  body: AsyncIterable<string>
}

/** The page shows the first entries of each list, and says how many there are. */
async function* page(report: Report, entries: EntrySource): AsyncGenerator<string> {
  const first = {
    duplicates: await asOne(entries.read('duplicates', sheetLimit)),
    partOf: await asOne(entries.read('partOf', sheetLimit)),
    overlaps: await asOne(entries.read('overlaps', sheetLimit)),
    clashes: await asOne(entries.read('clashes', sheetLimit)),
  }
  yield reportHtml({ ...report, ...first }, entries.counts)
}

export interface ReportFiles {
  page: ReportFile
  /** Written from one reading of the entries: both are saved at the same time. */
  together: ReportFile[]
  /** To be called where one of those cannot be saved, so that the other does not wait for it. */
  giveUp: () => void
}

/**
 * JSON for programs, CSV for spreadsheets, HTML for the meeting; all three say the same. Of `report` all but its lists of
 * entries and of open findings is written, and those as they are read.
 */
export function reportFiles(report: Report, entries: EntrySource): ReportFiles {
  const { id } = report
  const { sources, giveUp } = readTogether(entries, 2)
  const [forJson = entries, forCsv = entries] = sources
  return {
    page: { name: `${id}.html`, contentType: 'text/html; charset=utf-8', body: page(report, entries) },
    together: [
      { name: `${id}.json`, contentType: 'application/json', body: reportJson(report, forJson) },
      { name: `${id}.csv`, contentType: 'text/csv; charset=utf-8', body: reportCsv(report, forCsv) },
    ],
    giveUp,
  }
}

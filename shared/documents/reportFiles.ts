// The files that a report is kept and sent as.
import type { Report } from '#model/report.ts'
import { reportCsv } from './reportCsv.ts'
import { reportHtml } from './reportHtml.ts'

export interface ReportFile {
  name: string
  contentType: string
  body: string
}

/** JSON for programs, CSV for spreadsheets, HTML for the meeting; all three say the same. */
export function reportFiles(report: Report): ReportFile[] {
  return [
    { name: `${report.id}.json`, contentType: 'application/json', body: `${JSON.stringify(report, null, 2)}\n` },
    { name: `${report.id}.csv`, contentType: 'text/csv; charset=utf-8', body: reportCsv(report) },
    { name: `${report.id}.html`, contentType: 'text/html; charset=utf-8', body: reportHtml(report) },
  ]
}

// The three files of a report.
import { reportFiles } from '#documents/reportFiles.ts'
import { Report } from '#model/report.ts'
import { expect, test } from 'vitest'
import { entriesOf, whole, withoutItsEntries } from './fixtures/entries.ts'
import { emptyReport, sampleReport } from './fixtures/sampleReport.ts'

const filesOf = (report: Report) => {
  const { together, page } = reportFiles(withoutItsEntries(report), entriesOf(report))
  return [...together, page]
}
const textsOf = async (report: Report): Promise<string[]> =>
  Promise.all(filesOf(report).map(async ({ body }) => whole(body)))

test('are named after the report, each with its type', () => {
  const { id } = sampleReport()

  expect(filesOf(sampleReport()).map(({ name, contentType }) => [name, contentType])).toEqual([
    [`${id}.json`, 'application/json'],
    [`${id}.csv`, 'text/csv; charset=utf-8'],
    [`${id}.html`, 'text/html; charset=utf-8'],
  ])
})

test.each([sampleReport(), emptyReport()])(
  'hold the report itself as JSON, and are the same bytes every time',
  async (report) => {
    const texts = await textsOf(report)

    expect(Report.parse(JSON.parse(texts[0] ?? ''))).toEqual(report)
    expect(texts[0]).toBe(`${JSON.stringify(report, null, 2)}\n`)
    expect(await textsOf(report)).toEqual(texts)
  },
)

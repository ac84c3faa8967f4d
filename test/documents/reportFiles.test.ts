// The three files of a report.
import { reportFiles } from '#documents/reportFiles.ts'
import { Report } from '#model/report.ts'
import { expect, test } from 'vitest'
import { sampleReport } from './fixtures/sampleReport.ts'

test('are named after the report, each with its type', () => {
  const { id } = sampleReport()

  expect(reportFiles(sampleReport()).map(({ name, contentType }) => [name, contentType])).toEqual([
    [`${id}.json`, 'application/json'],
    [`${id}.csv`, 'text/csv; charset=utf-8'],
    [`${id}.html`, 'text/html; charset=utf-8'],
  ])
})

test('hold the report itself as JSON, and are the same bytes every time', () => {
  expect(Report.parse(JSON.parse(reportFiles(sampleReport())[0]?.body ?? ''))).toEqual(sampleReport())
  expect(reportFiles(sampleReport())).toEqual(reportFiles(sampleReport()))
})

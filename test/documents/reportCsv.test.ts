// The flat table: readable by Excel, harmless in it, and adding up to the report.
import { reportCsv } from '#documents/reportCsv.ts'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { Report } from '#model/report.ts'
import { entriesOf, whole, withoutItsEntries } from './fixtures/entries.ts'
import { emptyReport, sampleReport } from './fixtures/sampleReport.ts'

const rowsOf = (csv: string): Record<string, string>[] =>
  parse(csv, { bom: true, columns: true, record_delimiter: ['\r\n', '\n', '\r'] })
const csvOf = async (report: Report): Promise<string> => whole(reportCsv(withoutItsEntries(report), entriesOf(report)))
const written = await csvOf(sampleReport())
const rows = rowsOf(written)
const inSection = (section: string) => rows.filter((row) => row['section'] === section)

test('begins with a byte order mark and says which report it is', () => {
  expect(written.charCodeAt(0)).toBe(0xfeff)
  expect(rows[0]).toMatchObject({ section: 'report', at: sampleReport().createdAt })
})

test('has a row for everything that the report lists', () => {
  const report = sampleReport()
  const expected = {
    duplicate: report.duplicates.flatMap(({ pairs }) => pairs).length,
    'part-of': report.partOf.length,
    'overlapping-effort': report.overlaps.length,
    'schedule-clash': report.clashes.length,
    gap: report.gaps.length,
    covered: report.covered.length,
    oversupply: report.oversupply.length,
    shared: report.shared.length,
    unspecified: report.unspecified.length,
    'unquantified-need': report.unquantifiedNeeds.length,
    unconverted: report.unconverted.length,
    'lost-cover': report.lostCover.flatMap(({ quarters }) => quarters).length,
    lapsing: report.lapsing.length,
    stale: report.stale.length,
    dispute: report.disputes.length,
    decided: report.decided.length,
    'new-finding': report.changes?.newFindings.length,
    reopened: report.changes?.reopened.length,
    resolved: report.changes?.resolved.length,
    'gap-opened': report.changes?.gapsOpened.length,
  }

  const lengths = Object.keys(expected).map((section) => [section, inSection(section).length])

  expect(Object.fromEntries(lengths)).toEqual(expected)
})

test('says what was lost, what lapses, what is stale, and who could fill a gap', () => {
  expect(inSection('lost-cover')).toMatchObject([
    { time: '2008-Q2', needed: '350000.00', before: '350000.00', now: '0.00', state: 'lost' },
    { time: '2008-Q3', now: '175000.00', state: 'covered-again' },
  ])
  expect(inSection('lapsing')).toMatchObject([{ measure: 'usd', outstanding: '500000.00', at: '2008-05-14' }, {}])
  expect(inSection('stale')).toMatchObject([{ a_status: 'active', a_end: '2007-12-31', days_past: '98' }])
  expect(inSection('gap').filter((row) => row['could_fill'] !== '')).toHaveLength(1)
})

test('adds the money of every group once', () => {
  const cents = inSection('duplicate').reduce(
    (sum, row) => sum + BigInt((row['group_usd_at_risk'] || '0.00').replace('.', '')),
    0n,
  )

  expect(cents).toBe(BigInt(sampleReport().summary.usdAtRisk.replace('.', '')))
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\uff1dx', '=HYPERLINK("x","y")', '"=1"', 'a,b\n=c'])(
  'runs no formula: %j',
  async (text) => {
    const report = sampleReport()
    const duplicates = report.duplicates.map((group) => ({
      ...group,
      records: group.records.map((record) => ({ ...record, title: text, provider: { code: text, name: text } })),
    }))

    const titles = rowsOf(await csvOf({ ...report, duplicates }))
      .filter((row) => row['section'] === 'duplicate')
      .flatMap((row) => [row['a_title'], row['b_title'], row['a_provider_name']])

    expect(titles.length).toBeGreaterThan(0)
    for (const title of titles) {
      expect(title).toMatch(/^[^=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/)
      expect([text, `'${text}`]).toContain(title)
    }
  },
)

test.each(['a\rb', 'a\nb', 'a\r\nb', '"', 'a,b', '\r'])(
  'a cell holds its line ends, quotes and commas: %j',
  async (text) => {
    const report = sampleReport()
    const disputes = report.disputes.map((dispute) => ({ ...dispute, text }))

    const said = rowsOf(await csvOf({ ...report, disputes })).filter((row) => row['section'] === 'dispute')

    expect(said.length).toBeGreaterThan(0)
    for (const row of said) expect([text, `'${text}`]).toContain(row['text'])
  },
)

test('leaves amounts as numbers', () => {
  for (const row of inSection('gap')) expect(row['gap_expected']).toMatch(/^\d+\.\d{2}$/)
})

test('has its header even when there is nothing to list', async () => {
  expect(rowsOf(await csvOf(emptyReport())).map((row) => row['section'])).toEqual(['report'])
})

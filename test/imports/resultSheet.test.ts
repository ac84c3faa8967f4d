// An import as the same sheet with what became of each row: to correct, and to send again.
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createConsumer } from '#functions/importer/consumer.ts'
import { dataOf, workbook } from '#test/readers/workbooks.ts'
import { csvRecords, sheetsOf } from '#test/support/files.ts'
import { callerOf, expectProblem, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
})
afterAll(async () => trackers.stop())

const imported = async (file: string | Uint8Array, type: string, who: Who = 'eu') => {
  const sent = await callerOf(tracker, who).send('POST', '/v1/imports', file, { 'content-type': type })
  expect({ status: sent.status, text: sent.text }).toMatchObject({ status: 202 })
  const keys = { pk: { S: `IMPORT#${sent.body.id}` }, sk: { S: 'IMPORT' } }
  await createConsumer(tracker.services)({ Records: [{ dynamodb: { SequenceNumber: '1', Keys: keys } }] })
  return await callerOf(tracker, who).read(`/v1/imports/${sent.body.id}`)
}

const sheet = async (id: string, ending: 'csv' | 'xlsx', who: Who = 'eu') => {
  const answer = await callerOf(tracker, who).get(`/v1/imports/${id}/sheet.${ending}`)
  expect(tracker.faults).toEqual([])
  return answer
}

const csv = [
  'Inventory of 2008,,,,,',
  'id,partner,title,amount,currency,remark',
  's1,EU,Good,100,EUR,=1+1',
  's2,EU,"Bad, very",1.234,EUR,kept',
  '',
  ',,Total,1334,,',
].join('\n')

const rowsOf = (text: Uint8Array): string[][] =>
  parse(Buffer.from(text), { bom: true, relax_column_count: true, skip_empty_lines: false })

test('a CSV comes back row by row, with the result in front', async () => {
  const { id, results } = await imported(csv, 'text/csv')

  const { type, bytes } = await sheet(id, 'csv')
  const rows = rowsOf(bytes)

  expect(type).toBe('text/csv; charset=utf-8')
  expect(rows[0]?.slice(4)).toEqual(['Inventory of 2008', '', '', '', '', ''])
  expect(rows[1]).toEqual([
    'import_result',
    'import_errors',
    'import_warnings',
    'import_record',
    'id',
    'partner',
    'title',
    'amount',
    'currency',
    'remark',
  ])
  expect(rows[2]).toEqual([
    'created',
    '',
    expect.any(String),
    results.items[0].id,
    's1',
    'EU',
    'Good',
    '100',
    'EUR',
    "'=1+1",
  ])
  expect(rows[3]).toEqual([
    'rejected',
    expect.stringContaining('amount: '),
    expect.any(String),
    '',
    's2',
    'EU',
    'Bad, very',
    '1.234',
    'EUR',
    'kept',
  ])
  expect(rows.at(-1)?.[0]).toBe('set-aside')
})

test('corrected and sent again, what went in is unchanged and the rest goes in', async () => {
  const { id } = await imported(csv, 'text/csv')
  const { text } = await sheet(id, 'csv')

  const again = await imported(text.replace(',1.234,', ',1234,'), 'text/csv')

  expect(again.results.items.map(({ status }: { status: string }) => status)).toEqual([
    'unchanged',
    'created',
    'set-aside',
  ])
})

test('a workbook comes back as one, numbers as numbers and rows at their numbers', async () => {
  const rows = [
    ['id', 'partner', 'title', 'amount', 'currency'],
    ['x1', 'EU', 'Good', 100, 'EUR'],
    ['x2', 'EU', 'Bad', -5, 'EUR'],
  ]
  const data = dataOf(rows)
    .replaceAll('r="3"', 'r="7"')
    .replaceAll(/r="([A-E])3"/g, 'r="$17"')
  const { id } = await imported(
    await workbook([{ name: 'Mine', data }]),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  )

  const { bytes } = await sheet(id, 'xlsx')
  const { Results = [] } = await sheetsOf(bytes)

  expect(Results[0]?.slice(0, 5)).toEqual(['import_result', 'import_errors', 'import_warnings', 'import_record', 'id'])
  expect(Results[1]?.slice(0, 1)).toEqual(['created'])
  expect(Results[1]?.slice(4)).toEqual(['x1', 'EU', 'Good', 100, 'EUR'])
  expect(Results[2]?.slice(0, 2)).toEqual(['rejected', 'amount: "-5": An amount is not negative.'])
})

test('an amount of merged cells stands in the row that it is counted in, and in no other', async () => {
  const data = dataOf([
    ['id', 'partner', 'title', 'amount', 'start'],
    ['m1', 'EU', 'One', 'EUR 5000', '2008'],
    ['m2', 'EU', 'Two'],
  ])
  const cells = '<mergeCell ref="D2:D3"/><mergeCell ref="E2:E3"/>'
  const made = await workbook([{ name: 'S', data: `${data}</sheetData><mergeCells>${cells}</mergeCells><sheetData>` }])
  const { id } = await imported(made, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')

  const [, ...rows] = rowsOf((await sheet(id, 'csv')).bytes)

  expect(rows.map((row) => row.slice(6))).toEqual([
    ['One', 'EUR 5000', '2008'],
    ['Two', '', '2008'],
  ])
})

test('JSON Lines get a row each, under the columns of an import', async () => {
  const lines = [
    { id: 'j1', partner: 'EU', title: 'Good', amount: '5', currency: 'EUR', colour: 'red' },
    { id: 'j2', partner: 'EU', title: 'None' },
  ]
  const { id } = await imported(lines.map((line) => JSON.stringify(line)).join('\n'), 'application/x-ndjson')

  const rows = csvRecords((await sheet(id, 'csv')).bytes)

  expect(rows).toMatchObject([
    { import_result: 'created', id: 'j1', partner: 'EU', amount: '5', other: 'colour: red' },
    { import_result: 'rejected', import_errors: expect.stringContaining('amount'), id: 'j2' },
  ])
})

test('whoever may not see the import does not see its sheet', async () => {
  const { id } = await imported(csv, 'text/csv')

  const foreign = await sheet(id, 'csv', 'france')

  expectProblem(foreign, 404, 'not-found')
  expect((await sheet(id, 'csv', 'coordinator')).status).toBe(200)
})

test.each([
  ['of two lines', ['Partner,Title,Amount,,Start', ',,USD,EUR,'], 0],
  ['below a line that says the unit', ['All amounts in EUR thousands,,,,', 'Partner,Title,Amount,,Start'], 1],
])('the names of the results stand in a header %s, and the sheet can be sent again', async (_name, lines, at) => {
  const file = [...lines, `EU,A course ${at},100,,2008-01-01`].join('\n')
  const { id, columns } = await imported(file, 'text/csv')

  const { bytes } = await sheet(id, 'csv')
  const rows = rowsOf(bytes)
  const again = await imported(bytes, 'text/csv')

  expect(rows[at]?.slice(0, 5)).toEqual([
    'import_result',
    'import_errors',
    'import_warnings',
    'import_record',
    'Partner',
  ])
  expect(rows.filter(([name]) => name === 'import_result')).toHaveLength(1)
  expect(again.columns.slice(4)).toEqual(columns)
  expect(again.results.items).toMatchObject([{ status: 'unchanged' }])
})

test('of a hundred columns and more the header of the amount is kept whole, with what it counts in', async () => {
  const further = Array.from({ length: 100 }, (_, at) => `Remark ${at}`)
  const amount = 'Amount (as agreed with the partner; in EUR thousands)'
  const lines = [
    ['Partner', 'Title', `"${amount}"`, ...further],
    ['EU', 'A wide course', '5', ...further.map(() => '')],
  ]
  const { id, results } = await imported(lines.map((line) => line.join(',')).join('\n'), 'text/csv')

  const record = await callerOf(tracker, 'eu').read(`/v1/contributions/${results.items[0].id}`)
  const rows = rowsOf((await sheet(id, 'csv')).bytes)

  expect(record.money).toEqual({ amount: '5000', currency: 'EUR' })
  expect(rows[0]?.[0]).toBe('import_result')
})

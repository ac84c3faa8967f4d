// The workbook that a partner fills in: what it offers, and that a filled-in one goes in.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importTemplate } from '#actions/importTemplate.ts'
import { columnName } from '#documents/workbook/cellXml.ts'
import { createConsumer } from '#functions/importer/consumer.ts'
import { importColumns } from '#model/importColumns.ts'
import { openArchive } from '#readers/archive.ts'
import { zipped } from '#test/readers/workbooks.ts'
import { paged, sheetsOf, whole } from '#test/support/files.ts'
import { callerOf } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
let file: Uint8Array
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  file = (await callerOf(tracker, 'eu').get('/v1/imports/template.xlsx')).bytes
})
afterAll(async () => trackers.stop())

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const fixedParts = [
  '[Content_Types].xml',
  '_rels/.rels',
  'xl/workbook.xml',
  'xl/_rels/workbook.xml.rels',
  'xl/styles.xml',
]
const sheetParts = [1, 2, 3].map((sheet) => `xl/worksheets/sheet${sheet}.xml`)

const partsOf = async (bytes: Uint8Array): Promise<Record<string, string>> => {
  const archive = await openArchive(paged(bytes))
  const names = [...fixedParts, ...sheetParts]
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, (await whole(archive.part(name))).toString('utf8')])),
  )
}

/** The template itself with a row written into it, as a spreadsheet would save it. */
const filledIn = async (row: Record<string, string | number>): Promise<Buffer> => {
  const parts = await partsOf(file)
  const [header = []] = (await sheetsOf(file))['Contributions'] ?? []
  const cells = header.map((name, at) => {
    const cell = row[String(name)]
    const place = `r="${columnName(at)}2"`
    if (cell === undefined) return ''
    return typeof cell === 'number'
      ? `<c ${place} s="6"><v>${cell}</v></c>`
      : `<c ${place} t="inlineStr"><is><t>${cell}</t></is></c>`
  })
  const sheet = 'xl/worksheets/sheet2.xml'
  const written = parts[sheet]?.replace('</sheetData>', `<row r="2">${cells.join('')}</row></sheetData>`) ?? ''
  return zipped({ ...parts, [sheet]: written })
}

const imported = async (bytes: Uint8Array) => {
  const caller = callerOf(tracker, 'eu')
  const sent = await caller.send('POST', '/v1/imports', bytes, { 'content-type': type })
  expect({ status: sent.status, text: sent.text }).toMatchObject({ status: 202 })
  const keys = { pk: { S: `IMPORT#${sent.body.id}` }, sk: { S: 'IMPORT' } }
  await createConsumer(tracker.services)({ Records: [{ dynamodb: { SequenceNumber: '1', Keys: keys } }] })
  return await caller.read(`/v1/imports/${sent.body.id}`)
}

test('has instructions, an empty sheet with the import columns, and the codes in force', async () => {
  const { Instructions = [], Contributions = [], Codes = [] } = await sheetsOf(file)
  const columns = importColumns.filter((column) => column !== 'reported_by' && column !== 'revision')
  const codes = Codes.map(([vocabulary, code]) => `${vocabulary} ${code}`)

  expect(Contributions).toEqual([columns])
  expect(Instructions.map(([column]) => column).filter((column) => columns.some((one) => one === column))).toEqual(
    columns,
  )
  expect(Instructions.filter(([, required]) => required !== null).map(([column]) => column)).toEqual([
    'Column · colonne',
    'partner',
    'title',
  ])
  expect(codes).toEqual(expect.arrayContaining(['status pledged', 'unit seats', 'partner eu', 'modality training']))
  expect(codes).not.toContain('instrument closed-fund')
})

test('each drop-down shows the codes of its column and no others', async () => {
  const parts = await partsOf(file)
  const { Contributions: [header = []] = [], Codes = [] } = await sheetsOf(file)
  const validations = [
    ...(parts['xl/worksheets/sheet2.xml'] ?? '').matchAll(
      /sqref="([A-Z]+)2:[A-Z]+\d+"><formula1>Codes!\$B\$(\d+):\$B\$(\d+)</g,
    ),
  ]
  const shown = validations.map(([, letter, first, last]) => {
    const column = header.find((_, at) => columnName(at) === letter)
    const rows = Codes.slice(Number(first) - 1, Number(last))
    return [column, [...new Set(rows.map(([vocabulary]) => vocabulary))]]
  })

  expect(Object.fromEntries(shown)).toEqual({
    partner: ['partner'],
    implementing_partner: ['partner'],
    beneficiary: ['partner'],
    lang: ['lang'],
    cluster: ['cluster'],
    sub_cluster: ['sub_cluster'],
    priority_area: ['priority_area'],
    modality: ['modality'],
    status: ['status'],
    currency: ['currency'],
    unit: ['unit'],
    instrument: ['instrument'],
    visibility: ['visibility'],
  })
  expect(shown.flatMap(([, vocabularies]) => vocabularies)).toHaveLength(13)
})

test('filled in with what its drop-downs and formats give, it goes in without a warning', async () => {
  const answer = await imported(
    await filledIn({
      id: 'HQ-1', source: 'Inventory', partner: 'eu', implementing_partner: 'kaiptc', beneficiary: 'auc', title: 'Course',
      description: 'For officers', lang: 'fr', cluster: 'peace-and-security', sub_cluster: 'peace-and-security-architecture',
      priority_area: 'mission-planning', modality: 'training', status: 'committed', amount: '1500.50', currency: 'EUR',
      quantity: '30', unit: 'seats', start_date: 39_603, end_date: '2008-06-14', country: 'KE', location: 'Nairobi',
      instrument: 'eu-peace-facility-for-africa', visibility: 'shared', external_refs: 'iati-activity:XM-1',
    }), // prettier-ignore
  )

  expect(answer).toMatchObject({ state: 'done', counts: { created: 1 } })
  expect(answer.results.items).toMatchObject([{ row: 2, status: 'created', errors: [], warnings: [] }])
  const record = await callerOf(tracker, 'eu').read(`/v1/contributions/${answer.results.items[0].id}`)
  expect(record).toMatchObject({
    money: { amount: '1500.50', currency: 'EUR' },
    inKind: [{ quantity: '30', unit: 'seats' }],
    period: { start: '2008-06-04', end: '2008-06-14' },
    language: 'fr',
  })
})

test('empty, it says that there is nothing to import', async () => {
  expect(await imported(file)).toMatchObject({ state: 'done', rows: 0, counts: {} })
})

test('the same codes make the same file', async () => {
  const codes = { terms: [{ kind: 'unit' as const, code: 'seats', names: { en: 'Seats' } }], partners: [] }

  expect((await whole(importTemplate(codes))).equals(await whole(importTemplate(codes)))).toBe(true)
})

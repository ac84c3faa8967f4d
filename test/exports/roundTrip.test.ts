// What was exported can come back: unedited it changes nothing, and an edited cell changes its field and nothing else.
import { stringify } from 'csv-stringify/sync'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asSent } from '#domain/contributionDraft.ts'
import { createConsumer } from '#functions/importer/consumer.ts'
import type { Contribution, NewContribution } from '#model/contribution.ts'
import { columnName } from '#documents/workbook/cellXml.ts'
import { xmlText } from '#documents/workbook/xmlText.ts'
import type { Cell, ImportColumn } from '#model/importColumns.ts'
import { workbook } from '#test/readers/workbooks.ts'
import { csvRecords, sheetsOf } from '#test/support/files.ts'
import { callerOf, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'
import { anyContribution } from './anyContribution.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
})
afterAll(async () => trackers.stop())

const formats = ['csv', 'hxl.csv', 'xlsx', 'jsonl'] as const
type Format = (typeof formats)[number]
const typeOf: Record<Format, string> = {
  csv: 'text/csv',
  'hxl.csv': 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson',
}

const record = async (given: NewContribution): Promise<string> =>
  (await callerOf(tracker, 'eu').made('/v1/contributions', given)).id

const contribution = async (id: string): Promise<Contribution> => {
  const row = await tracker.services.store.contributions.get(id)
  if (!row) throw new Error(`There is no ${id}.`)
  return row.record
}

const all = async (): Promise<Contribution[]> => {
  const { records } = await tracker.services.store.contributions.list({ index: 'everything', limit: 200 })
  return records
}

const exported = async (format: Format, who: Who = 'eu'): Promise<Uint8Array> => {
  const { status, bytes } = await callerOf(tracker, who).get(`/v1/exports/contributions.${format}`)
  expect(status).toBe(200)
  return bytes
}

interface Result {
  row: number
  status: string
  id: string | null
  errors: unknown[]
  warnings: unknown[]
}

const imported = async (file: Uint8Array, format: Format, who: Who = 'eu'): Promise<Result[]> => {
  const caller = callerOf(tracker, who)
  const sent = await caller.send('POST', '/v1/imports', file, { 'content-type': typeOf[format] })
  expect({ status: sent.status, text: sent.text }).toMatchObject({ status: 202 })
  const keys = { pk: { S: `IMPORT#${sent.body.id}` }, sk: { S: 'IMPORT' } }
  await createConsumer(tracker.services)({ Records: [{ dynamodb: { SequenceNumber: '1', Keys: keys } }] })
  expect(tracker.faults).toEqual([])
  const answer = await caller.read(`/v1/imports/${sent.body.id}?limit=200`)
  expect(answer).toMatchObject({ state: 'done' })
  return answer.results.items
}

describe('unedited, it changes nothing and makes nothing', () => {
  test.each(formats)('%s', { timeout: 120_000 }, async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyContribution, { minLength: 1, maxLength: 5 }), async (given) => {
        for (const one of given) await record(one)
        const before = await all()

        const results = await imported(await exported(format), format)

        expect(results.filter(({ status }) => status !== 'unchanged')).toEqual([])
        expect(results).toHaveLength(before.length)
        expect(await all()).toEqual(before)
      }),
      { numRuns: 3, endOnFailure: true },
    )
  })
})

/** As a spreadsheet saves what it read: texts inline, numbers as numbers. */
const dataOf = (rows: Cell[][]): string =>
  rows
    .map((cells, at) => {
      const written = cells.map((cell, column) => {
        const place = `r="${columnName(column)}${at + 1}"`
        if (cell === null) return ''
        return typeof cell === 'number'
          ? `<c ${place}><v>${cell}</v></c>`
          : `<c ${place} t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`
      })
      return `<row r="${at + 1}">${written.join('')}</row>`
    })
    .join('')

/** The file again, with one cell of one record written anew. */
const edited = async (
  format: Format,
  file: Uint8Array,
  id: string,
  [column, cell]: readonly [ImportColumn, string],
): Promise<Uint8Array> => {
  if (format === 'jsonl') {
    const lines = new TextDecoder()
      .decode(file)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    return Buffer.from(
      lines.map((line) => JSON.stringify(line.id === id ? { ...line, [column]: cell } : line)).join('\n'),
    )
  }
  if (format !== 'xlsx')
    return Buffer.from(
      stringify(
        csvRecords(file).map((row) => (row['id'] === id ? { ...row, [column]: cell } : row)),
        { header: true },
      ),
    )
  const [header = [], ...rows] = (await sheetsOf(file))['Contributions'] ?? []
  const at = header.indexOf(column)
  const cells = rows.map((row) =>
    header.map((_, place) => (row[0] === id && place === at ? cell : (row[place] ?? null))),
  )
  return workbook([{ name: 'Contributions', data: dataOf([header, ...cells]) }])
}

type Edit = [cell: readonly [ImportColumn, string], changed: (was: NewContribution) => Partial<NewContribution> | null]

/** Each with what it makes of the record; null for a record that does not have what is edited. */
const edits: Edit[] = [
  [['title', 'Another title'], () => ({ title: 'Another title' })],
  [['description', 'Another\ntext'], () => ({ description: 'Another\ntext' })],
  [['lang', 'pt'], () => ({ language: 'pt' })],
  [['amount', '777.25'], ({ money }) => (money && Number(money.amount) > 0 ? { money: { ...money, amount: '777.25' } } : null)],
  [['unit', 'experts'], ({ inKind: [first, ...others] = [] }) =>
    first && Number(first.quantity) > 0
      ? { inKind: [{ ...first, unit: 'experts' }, ...others.filter(({ unit }) => unit !== 'experts')] }
      : null],
  [['currency', 'XAF'], ({ money }) => (money && Number(money.amount) > 0 ? { money: { ...money, currency: 'XAF' } } : null)],
  [
    ['quantity', '41'],
    ({ inKind: [first, ...others] = [] }) => (first ? { inKind: [{ ...first, quantity: '41' }, ...others] } : null),
  ],
  [['start_date', '2004-12-31'], ({ period }) => (period && !period.end ? { period: { ...period, start: '2004-12-31' } } : null)],
  [['end_date', '2019-01-01'], ({ period }) => (period ? { period: { ...period, end: '2019-01-01' } } : null)],
  [['implementing_partner', 'ECOWAS; KAIPTC'], () => ({ implementers: ['ecowas', 'kaiptc'] })],
  [['beneficiary', 'Kofi Annan International Peacekeeping Training Centre'], () => ({ beneficiary: 'kaiptc' })],
  [['instrument', ''], () => ({ instrument: null })],
  [['external_refs', 'iati-activity:XM-9'], () => ({ identifiers: [{ scheme: 'iati-activity', value: 'XM-9' }] })],
  [['source', 'S/2008/186'], ({ source }) => (source ? { source: { ...source, document: 'S/2008/186' } } : null)],
  [['priority_area', 'mission-management 40%; mission-planning 60%'], ({ subCluster }) =>
    subCluster
      ? { priorityAreas: [{ code: 'mission-management', percent: 40 }, { code: 'mission-planning', percent: 60 }] }
      : null],
] // prettier-ignore

/** Absent, null and empty say the same; a percentage that is not given is absent. */
const comparable = (given: NewContribution): unknown =>
  JSON.parse(JSON.stringify(given, (_, value) => value ?? undefined))

describe('an edited cell changes its own field and nothing else', () => {
  test.each(['csv', 'xlsx', 'jsonl'] as const)('%s', { timeout: 180_000 }, async (format) => {
    await fc.assert(
      fc.asyncProperty(anyContribution, fc.constantFrom(...edits), async (given, [cell, changed]) => {
        const id = await record(given)
        const before = await contribution(id)
        const change = changed(asSent(before))
        fc.pre(change !== null)
        const others = (await all()).filter((one) => one.id !== id)

        const results = await imported(await edited(format, await exported(format), id, cell), format)

        expect(results.filter(({ status }) => status !== 'unchanged')).toMatchObject(
          JSON.stringify(comparable(asSent(before))) === JSON.stringify(comparable({ ...asSent(before), ...change }))
            ? []
            : [{ id, status: 'updated', errors: [] }],
        )
        expect(comparable(asSent(await contribution(id)))).toEqual(comparable({ ...asSent(before), ...change }))
        expect((await all()).filter((one) => one.id !== id)).toEqual(others)
      }),
      { numRuns: 8, endOnFailure: true },
    )
  })
})

test('rows of others come back unchanged, and whoever edits one is told whose it is', async () => {
  const id = await record({ title: 'Theirs', provider: 'eu', beneficiary: 'auc', period: { start: '2008-01-01' } })
  const file = await exported('csv', 'france')

  const unedited = await imported(file, 'csv', 'france')
  const results = await imported(await edited('csv', file, id, ['title', 'Mine']), 'csv', 'france')

  expect(new Set(unedited.map(({ status }) => status))).toEqual(new Set(['unchanged']))
  expect(results.filter(({ status }) => status !== 'unchanged')).toMatchObject([
    { status: 'rejected', errors: [{ detail: 'It was reported by eu, who alone may change it.' }] },
  ])
  expect((await contribution(id)).title).toBe('Theirs')
})

test('a row that was exported before somebody else changed the record is not written over it', async () => {
  const id = await record({ title: 'Old', provider: 'eu', beneficiary: 'auc', period: { start: '2008-01-01' } })
  const file = await exported('csv')
  await callerOf(tracker, 'eu').patch(`/v1/contributions/${id}`, { title: 'Newer' }, 1)

  const results = await imported(await edited('csv', file, id, ['title', 'Mine']), 'csv')

  expect(results.filter((one) => one.status === 'rejected')).toMatchObject([
    { errors: [{ detail: expect.stringContaining('exported at revision 1; the contribution is at 2') }] },
  ])
  expect((await contribution(id)).title).toBe('Newer')
})

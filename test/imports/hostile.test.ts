// Files that are read and go in, made so that what is kept of them would not fit, or not be the file's.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createConsumer } from '#functions/importer/consumer.ts'
import { dataOf, workbook } from '#test/readers/workbooks.ts'
import { callerOf } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
})
afterAll(async () => trackers.stop())
beforeEach(async () => {
  tracker = await trackers.fresh()
})

interface Note {
  column: string | null
  detail: string
}
interface Row {
  row: number
  status: string
  errors: Note[]
  warnings: Note[]
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const jsonLines = 'application/jsonl'

const post = async (file: string | Uint8Array, type = 'text/csv', query = '') =>
  callerOf(tracker, 'eu').send('POST', `/v1/imports${query}`, file, { 'content-type': type })

/** Sent, worked off to its end, and read. */
const imported = async (
  file: string | Uint8Array,
  type = 'text/csv',
  query = '',
): Promise<{ id: string; items: Row[]; columns: unknown[] }> => {
  const { status, body, text } = await post(file, type, query)
  if (status !== 202) throw new Error(text)
  const keys = { pk: { S: `IMPORT#${body.id}` }, sk: { S: 'IMPORT' } }
  await createConsumer(tracker.services)({ Records: [{ dynamodb: { SequenceNumber: '1', Keys: keys } }] })
  expect(tracker.faults).toEqual([])
  const answer = await callerOf(tracker, 'eu').read(`/v1/imports/${body.id}?limit=200`)
  expect(answer.state).toBe('done')
  return { id: body.id, columns: answer.columns, items: answer.results.items }
}

const columns = 'id,partner,title,sub_cluster,priority_area,modality,status,amount,currency,country,unit,instrument'

describe('an import ends, whatever is wrong in it', () => {
  test('a hundred and twenty rows with everything wrong at length', async () => {
    const long = (place: number) =>
      Array.from({ length: 20 }, (_, at) => `${'خطأ'.repeat(60)} ${place} ${at}`).join(';')
    const row = (at: number) =>
      [`R${at}`, 'EU', `T${at}`, 'x'.repeat(190), long(at), 'ع'.repeat(190), 'ع'.repeat(90), '1', '€€€', long(at)]
        .concat('و'.repeat(90), 'ن'.repeat(190))
        .join(',')
    const rows = Array.from({ length: 120 }, (_, at) => row(at))

    const { items } = await imported(`${columns}\n${rows.join('\n')}\n`)

    expect(items).toHaveLength(120)
    expect(new Set(items.map(({ status }) => status))).toEqual(new Set(['rejected']))
    expect(items[119]?.errors[0]?.column).toBe('modality')
    expect(items[119]?.warnings.at(-1)?.detail).toMatch(/^\d+ more are not shown\.$/)
  })

  const face = '😀'
  test.each<[string, object, string]>([
    ['half a sign in a name that waits', { partner: 'Half \ud800 known' }, 'waiting'],
    ['half a sign in each column', { id: '\ud800', location: '\ud800', colour: '\udc00' }, 'created'],
    ['half a sign in what is no amount', { amount: 'x\ud800' }, 'rejected'],
    ['a sign that is cut in half where it is quoted', { amount: `${'x'.repeat(59)}${face}` }, 'rejected'],
    ['a day with such a sign', { start_date: `${'x'.repeat(59)}${face}` }, 'rejected'],
  ])('%s', async (_name, changes, status) => {
    const row = { id: 'S1', partner: 'EU', title: 'Course', amount: '1', currency: 'EUR', ...changes }

    const { items } = await imported(JSON.stringify(row), jsonLines)

    expect(items.map((item) => item.status)).toEqual([status])
    expect(JSON.stringify(items).isWellFormed()).toBe(true)
    expect(JSON.stringify(items)).not.toMatch(/\\ud[89a-f]/)
  })

  test('a thousand columns with headers of three hundred signs', async () => {
    const headers = Array.from({ length: 995 }, (_, at) => `${'字'.repeat(300)}${at}`)

    const {
      id,
      items,
      columns: guessed,
    } = await imported(
      `partner,title,amount,currency,${headers.join(',')}\nEU,Course,100,EUR,${headers.map(() => 'x').join(',')}\n`,
    )

    expect(items[0]).toMatchObject({ status: 'created' })
    expect(guessed).toHaveLength(999)
    const { text } = await callerOf(tracker, 'eu').send('GET', `/v1/imports/${id}/sheet.csv`)
    expect(text.replace('\uFEFF', '').slice(0, 80)).toMatch(/^import_result,.*,partner,title/)
  })

  test('names of every sign that waits, a thousand of them', async () => {
    const rows = Array.from({ length: 120 }, (_, at) => {
      const names = Array.from({ length: 8 }, (_name, place) => `${'Ω'.repeat(290)}${at}-${place}`).join(';')
      return `W${at},EU,${names},Title,100,EUR`
    })

    const file = `id,partner,implementing_partner,title,amount,currency\n${rows.join('\n')}\n`
    const { items } = await imported(file, 'text/csv', '?dryRun=true')

    expect(new Set(items.map(({ status }) => status))).toEqual(new Set(['waiting']))
  })
})

describe('what a file says is what goes in', () => {
  test('a column that is called as nothing in a program should be', async () => {
    const { items } = await imported('partner,title,amount,currency,__proto__,constructor\nEU,Course,100,EUR,a,b\n')

    expect(items).toMatchObject([{ status: 'created', errors: [] }])
  })

  test.each<[string, string, string]>([
    ['half a pair of signs', '{"partner":"EU","title":"Half \\ud800 sign","amount":"1","currency":"EUR"}', 'created'],
    ['nested without end', `{"partner":"EU","title":${'['.repeat(200_000)}}`, 'rejected'],
    ['a key that is none', '{"partner":"EU","title":"T","amount":"1","currency":"EUR","__proto__":"x"}', 'rejected'],
    ['a number beyond all', '{"partner":"EU","title":"T","amount":1e400,"currency":"EUR"}', 'rejected'],
    ['a number that is none', '{"partner":"EU","title":"T","amount":-0.001,"currency":"EUR"}', 'rejected'],
  ])('JSON Lines with %s', async (_name, line, status) => {
    const good = '{"partner":"EU","title":"Good","amount":"1","currency":"EUR"}'

    const { items } = await imported(`${good}\n${line}\n`, jsonLines)

    expect(items.map((one) => one.status)).toEqual(['created', status])
  })

  test('text in UTF-16 without a mark that has few Latin signs is refused, and nothing of it goes in', async () => {
    const bytes = Buffer.from('الشريك,العنوان,المبلغ,العملة\nالاتحاد الأوروبي,دورة تدريبية,100,EUR\n', 'utf16le')

    const { status, body } = await post(new Uint8Array(bytes))

    expect({ status, type: body.type }).toEqual({ status: 422, type: '/problems/unreadable-file' })
    expect(body.detail).toContain('zero bytes')
  })

  test('one column five times under long headers is refused in few words', async () => {
    const header = `amount${' '.repeat(100_000)}`

    const { status, text } = await post(`partner,title,${`"${header}",`.repeat(5)}amount\nEU,T,1\n`)

    expect(status).toBe(422)
    expect(text.length).toBeLessThan(5000)
    expect(text).toContain('amount')
  })

  test('a workbook whose first sheet is a page of notes, with the rows in the second', async () => {
    const rows = dataOf([
      ['partner', 'title', 'amount', 'currency'],
      ['EU', 'Course', 100, 'EUR'],
    ])
    const notes = dataOf(Array.from({ length: 60 }, (_, at) => [`A note, number ${at}`]))

    const { items } = await imported(
      await workbook([
        { name: 'Read me', data: notes },
        { name: 'Rows', data: rows },
      ]),
      xlsx,
    )

    expect(items).toMatchObject([{ row: 2, status: 'created' }])
  })
})

// Files in, contributions out: a result for every row, each row once, whatever is sent again, edited or interrupted.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createConsumer } from '#functions/importer/consumer.ts'
import { tableWith } from '#test/support/faults.ts'
import { callerOf, expectProblem, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'
import { importsIn } from '#store/imports.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
})
afterAll(async () => trackers.stop())
beforeEach(async () => {
  tracker = await trackers.fresh()
})

const header = 'id,partner,beneficiary,title,sub_cluster,amount,currency,start_date,end_date\n'
const area = 'peace-and-security-architecture'
const line = (id: string, more: Partial<Record<'title' | 'partner' | 'amount', string>> = {}): string =>
  `${id},${more.partner ?? 'EU'},AUC,${more.title ?? `Course ${id}`},${area},${more.amount ?? '100'},EUR,2008-01-01,2008-06-30\n`

interface Row {
  row: number
  status: string
  id: string | null
  errors: { column: string | null; detail: string }[]
  warnings: { column: string | null; detail: string }[]
}

const post = async (file: string | Uint8Array, query = '', who: Who = 'eu', type = 'text/csv', more = {}) =>
  callerOf(tracker, who).send('POST', `/v1/imports${query}`, file, { 'content-type': type, ...more })

const read = async (id: string, who: Who = 'eu') => await callerOf(tracker, who).read(`/v1/imports/${id}?limit=200`)

/** As the stream would tell it; findings and coverage are not what is tried here, and take much longer. */
const told = (id: string) => ({
  Records: [{ dynamodb: { SequenceNumber: '1', Keys: { pk: { S: `IMPORT#${id}` }, sk: { S: 'IMPORT' } } } }],
})
const workOff = async (id: string): Promise<void> => {
  await createConsumer(tracker.services)(told(id))
  expect(tracker.faults).toEqual([])
}

/** Sent, worked off, and read. */
const imported = async (file: string | Uint8Array, query = '', who: Who = 'eu', type = 'text/csv') => {
  const { status, body, text } = await post(file, query, who, type)
  expect({ status, text }).toMatchObject({ status: 202 })
  await workOff(body.id)
  const answer = await read(body.id, who)
  return {
    ...answer,
    items: answer.results.items as Row[],
    statuses: (answer.results.items as Row[]).map((one) => one.status),
  }
}

const contributions = async (): Promise<{ id: string; title: string; revision: number; reportedBy: string }[]> =>
  (await callerOf(tracker, 'coordinator').read('/v1/contributions?limit=200')).items

test('good rows go in, bad ones are named by column, totals and blanks are set aside', async () => {
  const answer = await imported(
    `${header}${line('1')}\n,,,Total,,100,,,\n${line('2', { amount: '1.234' })}${line('3')}`,
  )

  expect(answer).toMatchObject({
    state: 'done',
    format: 'csv',
    rows: 4,
    done: 4,
    counts: { created: 2, rejected: 1, 'set-aside': 1 },
    statuses: ['created', 'set-aside', 'rejected', 'created'],
  })
  expect(answer.items.map((one: Row) => one.row)).toEqual([2, 4, 5, 6])
  expect(answer.items[2]?.errors).toEqual([{ column: 'amount', detail: expect.stringContaining('Ambiguous') }])
  expect((await contributions()).map(({ title }) => title).toSorted()).toEqual(['Course 1', 'Course 3'])
})

test('what went in is an ordinary contribution, with its history and where it is from', async () => {
  const answer = await imported(header + line('1'), '?source=Inventory%202008')
  const record = await callerOf(tracker, 'eu').read(`/v1/contributions/${answer.items[0]?.id}`)
  const history = await callerOf(tracker, 'eu').read(`/v1/contributions/${answer.items[0]?.id}/history`)

  expect(record).toMatchObject({
    provider: 'eu',
    beneficiary: 'auc',
    reportedBy: 'eu',
    revision: 1,
    money: { amount: '100', currency: 'EUR' },
    source: { document: 'Inventory 2008', paragraph: '1' },
  })
  expect(history.items[0]).toMatchObject({ reason: expect.stringContaining(`Import ${answer.id}, row 2`) })
})

describe('each row once', () => {
  test('the same file again changes nothing', async () => {
    await imported(header + line('1') + line('2'))
    const before = (await contributions()).toSorted((a, b) => (a.id < b.id ? -1 : 1))

    const again = await imported(header + line('1') + line('2'))

    expect(again.statuses).toEqual(['unchanged', 'unchanged'])
    expect((await contributions()).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(before)
  })

  test('an edited row updates what it changed, and keeps what others changed since', async () => {
    const first = await imported(header + line('1'))
    const id = first.items[0]?.id
    await callerOf(tracker, 'eu').patch(`/v1/contributions/${id}`, { description: 'By hand' }, 1)

    const again = await imported(header + line('1', { title: 'Another title' }))

    expect(again.statuses).toEqual(['updated'])
    expect(await callerOf(tracker, 'eu').read(`/v1/contributions/${id}`)).toMatchObject({
      title: 'Another title',
      description: 'By hand',
      revision: 3,
    })
    expect(await contributions()).toHaveLength(1)
  })

  test('sent twice at the same time, in two imports that run side by side', async () => {
    const file = header + Array.from({ length: 12 }, (_, at) => line(String(at))).join('')
    const sentTwice = await Promise.all([post(file), post(file)])
    const consume = createConsumer(tracker.services)

    await Promise.all([...sentTwice, ...sentTwice].map(async ({ body }) => consume(told(body.id))))

    const answers = await Promise.all(sentTwice.map(async ({ body }) => read(body.id)))
    const counts = answers.map((answer) => answer.counts)
    expect(counts.reduce((sum, { created = 0 }) => sum + created, 0)).toBe(12)
    expect(answers.map(({ state, done }) => [state, done])).toEqual([
      ['done', 12],
      ['done', 12],
    ])
    expect(await contributions()).toHaveLength(12)
  })

  test('the same Idempotency-Key is the same import, and another file under it is refused', async () => {
    const key = { 'idempotency-key': 'k1' }
    const first = await post(header + line('1'), '', 'eu', 'text/csv', key)
    const second = await post(header + line('1'), '', 'eu', 'text/csv', key)
    const other = await post(header + line('2'), '', 'eu', 'text/csv', key)

    expect(second.body.id).toBe(first.body.id)
    expectProblem(other, 422, 'key-reused')
  })

  test('rows without an id are told by what they say', async () => {
    const rows = `${line('').slice(0)}${line('')}${line('', { title: 'Other' })}`

    const answer = await imported(header + rows)

    expect(answer.statuses).toEqual(['created', 'unchanged', 'created'])
    expect(answer.items[1]?.warnings).toContainEqual({
      column: null,
      detail: 'Row 2 of this file is the same contribution.',
    })
  })

  test('rows of one id in one file: the last of them stays', async () => {
    const answer = await imported(header + line('1', { title: 'First' }) + line('1', { title: 'Last' }))

    expect(answer.statuses).toEqual(['created', 'updated'])
    expect((await contributions()).map(({ title }) => title)).toEqual(['Last'])
  })

  test('another list may use the same ids', async () => {
    await imported(header + line('1'), '?source=A')
    const other = await imported(header + line('1'), '?source=B')

    expect(other.statuses).toEqual(['created'])
  })
})

describe('a worker that stops', () => {
  test('goes on where it stood, and says of every row what the first one did', async () => {
    const bad = Array.from({ length: 245 }, (_, at) => line(String(at + 10), { amount: 'x' })).join('')
    const { body } = await post(`${header}${line('1')}${bad}${line('2')}`)
    let parts = 0
    const stopped = await createConsumer(tracker.services, () => ++parts <= 1)(told(body.id))
    const between = await read(body.id)
    tracker.faults.splice(0)

    await workOff(body.id)

    expect(stopped.batchItemFailures).toEqual([{ itemIdentifier: '1' }])
    expect(between).toMatchObject({ state: 'running', done: 100, counts: { created: 1 } })
    expect(await read(body.id)).toMatchObject({ state: 'done', done: 247, counts: { created: 2, rejected: 245 } })
  })

  test('in the middle of a part, by a lost reply, writes no row twice', async () => {
    const { body } = await post(header + line('1') + line('2') + line('3'))
    const { store } = tracker.services
    const transact = async (): Promise<never> => Promise.reject(new Error('killed'))
    const dying = { ...tracker.services, store: { ...store, table: tableWith(store.table, { transact }) } }
    await createConsumer(dying)(told(body.id))
    tracker.faults.splice(0)

    await workOff(body.id)

    expect((await read(body.id)).counts).toEqual({ created: 3 })
    expect(await contributions()).toHaveLength(3)
  })
})

test('a dry run writes no contribution, shows the guess, and says what looks like what is stored', async () => {
  await imported(header + line('1', { title: 'Mission leadership course for officers of the Union' }))
  const before = await tracker.items()

  const answer = await imported(
    header +
      line('2', { title: 'Mission leadership course for officers of the Union' }) +
      line('1', { title: 'New' }) +
      line('3') +
      line('3'),
    '?dryRun=true',
  )

  expect(answer).toMatchObject({ dryRun: true, statuses: ['created', 'updated', 'created', 'created'] })
  expect(answer.columns[1]).toEqual({ header: 'partner', column: 'partner', by: 'own' })
  expect(answer.items[0]?.warnings.map((one: { detail: string }) => one.detail)).toContainEqual(
    expect.stringMatching(/^duplicate-record/),
  )
  expect(answer.items[3]?.warnings).toContainEqual({
    column: null,
    detail: 'Row 4 of this file is the same contribution.',
  })
  const kept = (await tracker.items()).filter((item) => !item.includes('"IMPORT#'))
  expect(kept).toEqual(before.filter((item) => !item.includes('"IMPORT#')))
})

test('what was judged is what goes in, whatever is put in the place of the file afterwards', async () => {
  const { body } = await post(header + line('1') + line('2'))
  const { files, store } = tracker.services
  const record = await importsIn(store.table).get(body.id)
  async function* other(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(header + line('1', { title: 'Put in its place', amount: '999999' }))
  }
  await files.save(record?.file.name ?? '', 'text/csv', other(), 10_000)

  await workOff(body.id)

  const answer = await read(body.id)
  expect(answer.counts).toEqual({ created: 2 })
  expect((await contributions()).map(({ title }) => title).toSorted()).toEqual(['Course 1', 'Course 2'])
})

describe('a sheet in another dress', () => {
  test.each<[string, Uint8Array]>([
    [
      'Latin-1 and semicolons with decimal commas',
      Buffer.from(
        'Bailleur;Bénéficiaire;Intitulé;Montant;Devise;Date de début\nUnion européenne;CUA;Formation à la médiation;1.234,56;EUR;4 juin 2008\n',
        'latin1',
      ),
    ],
    [
      'UTF-16 with tabs',
      Buffer.from(
        '\uFEFFالمانح\tالمستفيد\tالعنوان\tالمبلغ\tالعمله\tتاريخ البدء\nEU\tAUC\tتدريب\t١٢٣٤٫٥٦\tEUR\t٤ يونيو ٢٠٠٨\n',
        'utf16le',
      ),
    ],
    [
      'HXL tags under the header, mixed line ends, a title above',
      Buffer.from(
        '\uFEFFOur contributions\r\n\r\nDonor,For,What,Value,Ccy,Start\n#org+funding,#org+beneficiary,#activity+name,#value,#value+currency,#date+start\rEU,AUC,Course,"1,234.56",EUR,39603\n',
      ),
    ],
  ])('%s', async (_name, file) => {
    const answer = await imported(file)

    expect(answer.items).toMatchObject([{ status: 'created', errors: [] }])
    const record = await callerOf(tracker, 'eu').read(`/v1/contributions/${answer.items[0]?.id}`)
    expect(record).toMatchObject({
      provider: 'eu',
      beneficiary: 'auc',
      money: { amount: '1234.56', currency: 'EUR' },
      period: { start: '2008-06-04' },
    })
  })

  test('JSON Lines, and a line that is none', async () => {
    const lines =
      '{"id":7,"partner":"EU","beneficiary":"AUC","title":"Course","amount":1234.56,"currency":"EUR"}\nnot json\n'

    const answer = await imported(lines, '', 'eu', 'application/x-ndjson')

    expect(answer).toMatchObject({ format: 'jsonl', statuses: ['created', 'rejected'] })
  })

  test('a saved mapping', async () => {
    const mapping = {
      name: 'Training records',
      columns: { Course: 'title', Cost: 'amount', From: 'start_date', Country: null },
      values: { partner: 'France', beneficiary: '{Country}', currency: 'USD', source: 'Records' },
      dates: 'month-first',
      decimals: 'point',
    }
    const saved = await callerOf(tracker, 'france').put('/v1/imports/mappings/records', mapping, {
      'if-none-match': '*',
    })

    const answer = await imported(
      'Country,Course,From,Cost\nECOWAS,PSO,04/05/2008,"12,000"\n',
      '?mapping=records',
      'france',
    )

    expect(saved.status).toBe(201)
    expect(answer.statuses).toEqual(['created'])
    expect(await callerOf(tracker, 'eu').read(`/v1/contributions/${answer.items[0]?.id}`)).toMatchObject({
      title: 'PSO',
      beneficiary: 'ecowas',
      money: { amount: '12000', currency: 'USD' },
      period: { start: '2008-04-05' },
    })
    expectProblem(
      await callerOf(tracker, 'eu').put('/v1/imports/mappings/records', mapping, { 'if-match': '"1"' }),
      403,
    )
  })
})

describe('who may', () => {
  test('a partner’s row of which it is no party is refused like any submit', async () => {
    const answer = await imported(header + line('1', { partner: 'France' }))

    expect(answer.statuses).toEqual(['rejected'])
    expect(await contributions()).toEqual([])
  })

  test('a coordinator imports for others, whose report it is', async () => {
    await imported(header + line('1', { partner: 'France' }), '', 'coordinator')

    expect(await contributions()).toMatchObject([{ reportedBy: 'france' }])
  })

  test('a reader imports nothing, and another partner does not see an import', async () => {
    expectProblem(await post(header + line('1'), '', 'reader'), 403)
    const { body } = await post(header + line('1'))

    expectProblem(await callerOf(tracker, 'france').get(`/v1/imports/${body.id}`), 404)
    expect((await callerOf(tracker, 'coordinator').get(`/v1/imports/${body.id}`)).status).toBe(200)
  })
})

test('results come in pages', async () => {
  const rejected = Array.from({ length: 250 }, (_, at) => line(String(at), { amount: 'x' })).join('')
  const { body } = await post(header + rejected)
  await workOff(body.id)

  const rows: number[] = []
  let path: string | null = `/v1/imports/${body.id}?limit=120`
  while (path) {
    const answer: { results: { items: Row[]; next: string | null } } = await callerOf(tracker, 'eu').read(path)
    rows.push(...answer.results.items.map((one: Row) => one.row))
    path = answer.results.next && `/v1/imports/${body.id}?limit=120&cursor=${answer.results.next}`
  }

  expect(rows).toEqual(Array.from({ length: 250 }, (_, at) => at + 2))
})

// A large file in segments: each restartable, each row once and in its order, whoever works them off, how often and at once.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { keepItems, keptItems } from '#actions/importItems.ts'
import type { ImportStep } from '#actions/runImport.ts'
import { createConsumer } from '#functions/importer/consumer.ts'
import { createStepper, type StepEvent } from '#functions/importer/stepper.ts'
import { ImportRecord } from '#model/import.ts'
import type { Services } from '#runtime/services.ts'
import type { SourceItem } from '#actions/sourceItem.ts'
import { tableWith } from '#test/support/faults.ts'
import { activityFile, activityText, transactionText } from '#test/support/activities.ts'
import { callerOf } from '#test/support/scenarios.ts'
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

const rowsPerSegment = 5000
const header = 'id,partner,beneficiary,title,amount,currency,start_date\n'
const good = (id: string, title = `Course ${id}`): string => `${id},EU,AUC,${title},100,EUR,2008-01-01\n`
/** Read and refused: what is tried here is where rows stand, and contributions take their time. */
const bad = (count: number): string => ',EU,AUC,Course,x,EUR,\n'.repeat(count)

const sent = async (rows: string, query = ''): Promise<string> => {
  const { body, status } = await callerOf(tracker, 'eu').send('POST', `/v1/imports${query}`, header + rows, {
    'content-type': 'text/csv',
  })
  expect(status).toBe(202)
  return body.id
}
const read = async (id: string, query = 'limit=1') => callerOf(tracker, 'eu').read(`/v1/imports/${id}?${query}`)

const stepper = (services: Services = tracker.services, mayGoOn = () => true) => {
  const answer = createStepper(services, mayGoOn)
  return async (id: string, step: StepEvent['step']) => answer({ work: { import: id }, step })
}
const begun = async (id: string): Promise<ImportStep[]> => {
  const answer = await stepper()(id, { begin: true })
  return 'segments' in answer ? answer.segments : []
}
/** As the state machine does it. */
const workOff = async (id: string): Promise<void> => {
  for (const step of [...(await begun(id)), { end: true } as const])
    expect(await stepper()(id, step)).toEqual({ finished: true })
}

const titles = async (): Promise<string[]> => {
  const { items } = await callerOf(tracker, 'coordinator').read('/v1/contributions?limit=200')
  return (items as { title: string }[]).map(({ title }) => title).toSorted()
}

/** Five rows before the end of the first segment, and five in the second one. */
const around = `${bad(rowsPerSegment - 2)}${good('1')}${good('2', 'First')}${good('2', 'Last')}${good('3')}`

describe('a file', () => {
  test.each([
    [0, 1],
    [1, 1],
    [rowsPerSegment, 1],
    [rowsPerSegment + 1, 2],
  ])('of %i rows has %i segments, and a result for every row', async (rows, segments) => {
    const id = await sent(bad(rows))

    expect(await begun(id)).toEqual(Array.from({ length: segments }, (_, segment) => ({ rows: segment })))
    await workOff(id)

    expect(await read(id)).toMatchObject({ state: 'done', rows, done: rows })
    expect(await begun(id)).toEqual([])
  })

  test('goes in over all its segments, the last of two rows with one id stays, and its sheet has them in order', async () => {
    const id = await sent(around)

    await workOff(id)

    expect(await read(id)).toMatchObject({
      state: 'done',
      done: rowsPerSegment + 2,
      counts: { rejected: rowsPerSegment - 2, created: 3, updated: 1 },
    })
    expect(await titles()).toEqual(['Course 1', 'Course 3', 'Last'])
    const sheet = await callerOf(tracker, 'eu').get(`/v1/imports/${id}/sheet.csv`)
    const told = sheet.text.split('\n').map((row) => row.split(',')[0])
    expect(told.slice(rowsPerSegment - 2, rowsPerSegment + 3)).toEqual([
      'rejected',
      'created',
      'created',
      'updated',
      'created',
    ])
  })

  test('is worked off in one process where nothing else does it, and by nobody twice', async () => {
    const id = await sent(around)
    const told = {
      Records: [{ dynamodb: { SequenceNumber: '1', Keys: { pk: { S: `IMPORT#${id}` }, sk: { S: 'IMPORT' } } } }],
    }

    await createConsumer(tracker.services)(told)

    expect(tracker.faults).toEqual([])
    expect(await read(id)).toMatchObject({ state: 'done', counts: { created: 3, updated: 1 } })
  })
})

test('an import that was taken in before there were segments has one, of all its rows', async () => {
  const id = await sent('')
  const { files, store } = tracker.services
  const standing = await importsIn(store.table).get(id)
  const rows = rowsPerSegment + 1
  const file = { ...standing?.file, name: 'imports/old' }
  const old = ImportRecord.parse({ ...standing, id: 'old', rows, file, segments: undefined })
  async function* lines(): AsyncGenerator<Uint8Array> {
    for (let row = 1; row <= rows; row += 1) yield Buffer.from(`{"row":${row},"kind":"fault","detail":"x"}\n`)
  }
  await files.save('imports/old.rows', 'application/x-ndjson', lines(), 10_000_000)
  await importsIn(store.table).create(old, [])

  expect(await begun('old')).toEqual([{ rows: 0 }])
  await workOff('old')

  expect(await read('old')).toMatchObject({ state: 'done', done: rows, counts: { rejected: rows } })
})

describe('the consumer of the stream', () => {
  const tell = async (id: string): Promise<string[]> => {
    const handed: string[] = []
    const consume = createConsumer(
      tracker.services,
      () => true,
      async (one) => void handed.push(one),
    )
    await consume({
      Records: [{ dynamodb: { SequenceNumber: '1', Keys: { pk: { S: `IMPORT#${id}` }, sk: { S: 'IMPORT' } } } }],
    })
    expect(tracker.faults).toEqual([])
    return handed
  }

  test('hands a file of several segments over, each time it is told, and one that has ended never', async () => {
    const id = await sent(around)

    expect([await tell(id), await tell(id)]).toEqual([[id], [id]])
    expect(await read(id)).toMatchObject({ state: 'running', done: 0 })
    await workOff(id)
    expect(await tell(id)).toEqual([])
  })

  test('works a file of one segment off at once', async () => {
    const id = await sent(good('1'))

    expect(await tell(id)).toEqual([])
    expect(await read(id)).toMatchObject({ state: 'done', counts: { created: 1 } })
  })
})

describe('a segment', () => {
  test('that runs out of time is not finished, and goes on with the next part', async () => {
    const id = await sent(bad(250))
    let parts = 0

    expect(await stepper(tracker.services, () => ++parts <= 1)(id, { rows: 0 })).toEqual({ finished: false })
    expect(await read(id)).toMatchObject({ state: 'running', done: 100 })
    await workOff(id)
    expect(await read(id)).toMatchObject({ state: 'done', done: 250 })
  })

  test('whose worker is killed in the middle of a part is worked off by the next one, and no row goes in twice', async () => {
    const id = await sent(around)
    const { store } = tracker.services
    let advanced = 0
    const transact: typeof store.table.transact = async (...given) => {
      advanced += 1
      if (advanced > 49) throw new Error('killed')
      await store.table.transact(...given)
    }
    const dying = { ...tracker.services, store: { ...store, table: tableWith(store.table, { transact }) } }

    await expect(stepper(dying)(id, { rows: 0 })).rejects.toThrow('killed')
    expect(await read(id)).toMatchObject({ done: rowsPerSegment - 100 })
    await workOff(id)

    expect(await read(id)).toMatchObject({ state: 'done', counts: { created: 3, updated: 1 } })
    expect(await titles()).toHaveLength(3)
  })

  test('twice and at once is worked off once, and so is the end', async () => {
    const id = await sent(`${good('1')}${bad(250)}${good('2')}`)
    const untilFinished = async (step: ImportStep): Promise<void> => {
      for (;;) {
        const answer = await stepper()(id, step)
        if ('finished' in answer && answer.finished) return
      }
    }

    await Promise.all([untilFinished({ rows: 0 }), untilFinished({ rows: 0 }), untilFinished({ rows: 0 })])
    expect(await stepper()(id, { rows: 0 })).toEqual({ finished: true })
    expect(await read(id)).toMatchObject({ state: 'running', done: 252, counts: { created: 2, rejected: 250 } })
    await Promise.all([untilFinished({ end: true }), untilFinished({ end: true })])
    await untilFinished({ end: true })

    expect(await read(id)).toMatchObject({ state: 'done', done: 252, counts: { created: 2, rejected: 250 } })
  })

  test('that comes before its time is a fault, and so is the end before all rows are in', async () => {
    const id = await sent(around)

    await expect(stepper()(id, { rows: 1 })).rejects.toThrow('Segment 1')
    await expect(stepper()(id, { end: true })).rejects.toThrow('after all of its rows')
    expect(await read(id)).toMatchObject({ state: 'running', done: 0 })
  })
})

test('a dry run by several workers knows what the segments before have shown', async () => {
  const id = await sent(`${good('1')}${bad(rowsPerSegment - 1)}${good('1')}`, '?dryRun=true')

  await workOff(id)

  expect((await read(id)).counts).toEqual({ created: 2, rejected: rowsPerSegment - 1 })
  const part = await importsIn(tracker.services.store.table).part(id, rowsPerSegment / 100)
  expect(part?.results[0]?.warnings).toContainEqual({
    column: null,
    detail: 'Row 2 of this file is the same contribution.',
  })
})

test('links that IATI activities declare follow once all rows are in, a segment after the other, across segments', async () => {
  const part = (id: string, amount: string): string =>
    activityText(`${transactionText('2', amount)}<related-activity ref="P" type="1"/>`, { id })
  const whole = activityText(transactionText('2', '50'), { id: 'P' })
  const empty = '<iati-activity/>'.repeat(rowsPerSegment - 2)
  const file = activityFile(`${whole}${empty}${part('C1', '30')}${part('C2', '40')}`)
  const sender = callerOf(tracker, 'coordinator')
  const { body, status } = await sender.send('POST', '/v1/imports', file, { 'content-type': 'application/xml' })
  expect(status).toBe(202)

  expect(await begun(body.id)).toEqual([{ rows: 0 }, { rows: 1 }, { links: 0 }, { links: 1 }])
  await stepper()(body.id, { rows: 0 })
  await expect(stepper()(body.id, { links: 0 })).rejects.toThrow('after all of its rows')
  await workOff(body.id)
  const parts = [0, 49, 50]
  const results = await Promise.all(parts.map(async (at) => importsIn(tracker.services.store.table).part(body.id, at)))
  const [first, , last] = results.map((one) => one?.results)
  const joined = results[1]?.results.at(-1)

  expect((await sender.read(`/v1/contributions/${joined?.id}`)).relations).toEqual([
    { type: 'part-of', contribution: first?.[0]?.id },
  ])
  expect((await sender.read(`/v1/contributions/${last?.[0]?.id}`)).relations).toEqual([])
  expect(last?.[0]?.warnings.map(({ detail }) => detail).join()).toContain('not joined')
})

describe('what is kept of a file', () => {
  async function* items(count: number, end?: Error): AsyncGenerator<SourceItem> {
    for (let row = 1; row <= count; row += 1) yield { row, kind: 'fault', detail: 'x' }
    if (end) throw end
  }
  const pathOf = (name: string): string => join(tracker.config.REPORT_STORE.replace('file:', ''), name)
  const most = { bytes: 1_000_000, segments: 2 }

  test('comes back row by row over its segments', async () => {
    const kept = await keepItems(tracker.services, 'imports/a', items(rowsPerSegment + 3), most)
    const rows: number[] = []
    for await (const { row } of keptItems(tracker.services, 'imports/a', kept.segments)) rows.push(row)

    expect(kept).toEqual({ rows: rowsPerSegment + 3, segments: 2 })
    expect(rows).toEqual(Array.from({ length: rowsPerSegment + 3 }, (_, at) => at + 1))
  })

  test.each<[string, AsyncIterable<SourceItem>, typeof most, string]>([
    ['too many rows', items(2 * rowsPerSegment + 1), most, 'At most 10000 rows'],
    ['too many bytes', items(rowsPerSegment + 1), { ...most, bytes: 1000 }, 'At most 1000 bytes'],
    ['a source that breaks off', items(rowsPerSegment + 1, new Error('broken')), most, 'broken'],
  ])('is nothing of %s', async (_, source, limits, message) => {
    await expect(keepItems(tracker.services, 'imports/b', source, limits)).rejects.toThrow(message)

    for (const name of ['imports/b.rows', 'imports/b.rows.1']) expect(existsSync(pathOf(name))).toBe(false)
  })
})

// Large files: a form of the API, a post to the bucket, and an import that begins by itself, once, whatever comes twice.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readUpload } from '#actions/readUpload.ts'
import { createUploadReader } from '#functions/uploads/reader.ts'
import { localUploads } from '#infra/local/uploads.ts'
import { callerOf, expectProblem } from '#test/support/scenarios.ts'
import { type Answer, type Client, startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'
import { importsIn } from '#store/imports.ts'

let trackers: TestTrackers
let tracker: TestTracker
let eu: Client
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  eu = callerOf(tracker, 'eu')
})
afterAll(async () => trackers.stop())

const header = 'id,partner,beneficiary,title,amount,currency\n'
const row = (id: string): string => `${id},EU,AUC,Course ${id},100,EUR\n`
const path = '/v1/imports/uploads'

const asked = async (query = '', contentType = 'text/csv'): Promise<Answer['body']> =>
  eu.made(`${path}${query}`, { contentType })

const post = async ({ upload }: Answer['body'], file: string): Promise<Response> => {
  const form = new FormData()
  for (const [name, value] of Object.entries<string>(upload.fields)) form.append(name, value)
  form.append('file', new Blob([file]), 'contributions.csv')
  return tracker.bucket.fetch(new Request(upload.url, { method: 'POST', body: form }))
}

const sent = async (body: Answer['body'], file: string): Promise<void> => {
  expect((await post(body, file)).status).toBe(204)
  await tracker.bucket.settled()
}

const standing = async ({ id }: { id: string }, client = eu): Promise<Answer['body']> =>
  client.read(`/v1/imports/${id}`)

const folder = (...names: string[]): string => join(tracker.config.REPORT_STORE.replace('file:', ''), ...names)

/** A file that lies in the bucket, and nobody was told of it. */
const laid = async (id: string, version: string, file: string): Promise<unknown> =>
  tracker.services.files.save(
    `uploads/${id}/${version}`,
    'text/csv',
    (async function* () {
      yield Buffer.from(file)
    })(),
    1000,
  )

test('a file that is posted to the bucket is imported, with a result for every row', async () => {
  const answer = await eu.post(path, { contentType: 'text/csv' })
  const { id, upload, maxBytes } = answer.body

  expect(answer).toMatchObject({ status: 201 })
  expect(answer.headers.get('location')).toBe(`/v1/imports/${id}`)
  expect(maxBytes).toBe(100 * 1024 * 1024)
  expect(upload.fields).toMatchObject({ key: `uploads/${id}`, 'Content-Type': 'text/csv' })
  const minutes = (Date.parse(upload.expires) - Date.now()) / 60_000
  expect(minutes).toBeGreaterThan(55)
  expect(minutes).toBeLessThanOrEqual(60)
  expect(await standing({ id })).toMatchObject({ state: 'awaiting-file', format: 'unread', rows: 0 })

  await sent(answer.body, header + row('a1') + 'a2,EU,AUC,Course a2,much,EUR\n')
  expect(await standing({ id })).toMatchObject({ state: 'running', format: 'csv', rows: 2 })

  await tracker.settled()
  const ended = await standing({ id })
  expect(ended).toMatchObject({ state: 'done', counts: { created: 1, rejected: 1 } })
  expect(ended.results.items.map(({ status }: { status: string }) => status)).toEqual(['created', 'rejected'])
  const recorded = await eu.read(`/v1/contributions/${ended.results.items[0].id}`)
  expect(recorded).toMatchObject({ title: 'Course a1', reportedBy: 'eu' })
  expect((await eu.get(`/v1/imports/${id}/sheet.csv`)).text).toContain('rejected,"amount: ""much""')
  expect(readdirSync(folder('uploads'))).toEqual([])
})

test('the question is that of an import: a dry run writes no contribution', async () => {
  const body = await asked('?dryRun=true&source=our%20list')
  await sent(body, header + row('dry'))
  await tracker.settled()

  expect(await standing(body)).toMatchObject({
    state: 'done',
    dryRun: true,
    source: 'our list',
    counts: { created: 1 },
  })
  expect((await eu.read('/v1/contributions?q=dry')).items).toEqual([])
})

test('an upload is seen by whom its import is seen by, before and after the file came', async () => {
  const body = await asked()
  const statuses = async (): Promise<number[]> =>
    Promise.all(
      (['eu', 'coordinator', 'kaiptc', 'reader'] as const).map(
        async (who) => (await callerOf(tracker, who).get(`/v1/imports/${body.id}`)).status,
      ),
    )

  expect(await statuses()).toEqual([200, 200, 404, 404])
  await sent(body, header + row('seen'))
  expect(await statuses()).toEqual([200, 200, 404, 404])
})

test('the same key is answered with the same form, and another body under it is refused', async () => {
  const key = { 'idempotency-key': 'upload-1' }
  const first = await eu.post(path, { contentType: 'text/csv' }, key)
  const again = await eu.post(path, { contentType: 'text/csv' }, key)

  expect(again.text).toBe(first.text)
  expect(await eu.post(path, { contentType: 'application/json' }, key)).toMatchObject({ status: 422 })
})

describe('the bytes of a day', () => {
  const MB = 1024 * 1024
  const ask = async (who: Client, bytes?: number, headers = {}): Promise<Answer> =>
    who.post(path, { contentType: 'text/csv', ...(bytes === undefined ? {} : { bytes }) }, headers)

  test('are counted by what each form takes; then 429 says when to come again, and nothing is kept', async () => {
    const [france, kaiptc] = [callerOf(tracker, 'france'), callerOf(tracker, 'kaiptc')]
    for (let at = 0; at < 19; at += 1) expect((await ask(france)).body.maxBytes).toBe(100 * MB)
    const key = { 'idempotency-key': 'the-last' }
    const last = await ask(france, 99 * MB, key)
    expect(last.body).toMatchObject({ maxBytes: 99 * MB })

    const refused = await ask(france)
    expectProblem(refused, 429, 'upload-quota-spent')
    const seconds = Number(refused.headers.get('retry-after'))
    expect(seconds).toBe(86_400 - (Math.floor(Date.parse(tracker.clock.now) / 1000) % 86_400))
    // A repetition has its form already, what is smaller than what is left has room, and others have their own day.
    expect((await ask(france, 99 * MB, key)).text).toBe(last.text)
    const atOnce = await Promise.all(Array.from({ length: 6 }, async () => ask(france, MB / 4)))
    expect(atOnce.filter(({ status }) => status === 201)).toHaveLength(4)
    expect(atOnce.filter(({ status }) => status === 429)).toHaveLength(2)
    expect((await ask(kaiptc)).status).toBe(201)
    const { now } = tracker.clock
    try {
      tracker.clock.now = new Date(Date.parse(now) + seconds * 1000).toISOString()
      expect((await ask(france)).status).toBe(201)
    } finally {
      tracker.clock.now = now
    }
  }, 120_000)

  test('a file of more than was said is not taken by its form', async () => {
    const { body } = await ask(eu, 10)

    expect((await post(body, 'x'.repeat(11))).status).toBe(400)
    expect((await post(body, 'x'.repeat(10))).status).toBe(204)
    await tracker.bucket.settled()
  })

  test.each([0, -1, 1.5, 100 * MB + 1, '5', null])('%j is no size of a file', async (bytes) => {
    expect(await eu.post(path, { contentType: 'text/csv', bytes })).toMatchObject({ status: 422 })
  })
})

describe('refused before there is a form', () => {
  test.each([
    ['a media type that no import is sent as', path, { contentType: 'application/pdf' }, 422],
    ['no media type', path, {}, 422],
    ['a mapping that nobody saved', `${path}?mapping=nobodys`, { contentType: 'text/csv' }, 400],
    ['an unknown parameter', `${path}?size=5`, { contentType: 'text/csv' }, 400],
  ])('%s', async (_, at, body, status) => {
    expect(await eu.post(at, body)).toMatchObject({ status })
  })
})

describe('a file', () => {
  test('that never comes has failed once none can come, and says so', async () => {
    const body = await asked()
    const { now } = tracker.clock
    try {
      tracker.clock.now = new Date(Date.now() + 119 * 60_000).toISOString()
      expect(await standing(body)).toMatchObject({ state: 'awaiting-file' })
      tracker.clock.now = new Date(Date.now() + 121 * 60_000).toISOString()
      expect(await standing(body)).toMatchObject({ state: 'failed', failure: 'No file came before the form expired.' })
    } finally {
      tracker.clock.now = now
    }
  })

  test('that cannot be read fails the import with the reason, and nothing of it is kept', async () => {
    const body = await asked()
    await sent(body, '%PDF-1.7')

    expect(await standing(body)).toMatchObject({ state: 'failed', failure: 'This is a PDF.', format: 'unread' })
    expect(await eu.get(`/v1/imports/${body.id}/sheet.csv`)).toMatchObject({ status: 404 })
    expect(readdirSync(folder('imports')).filter((name) => name.startsWith(body.id))).toEqual([])
  })

  test('that is something else than the form was for fails the import', async () => {
    const body = await asked('', 'text/csv')
    await sent(body, '{"partner":"EU","title":"One","amount":"5"}\n')

    expect(await standing(body)).toMatchObject({
      state: 'failed',
      failure: 'The file is JSON Lines, and was sent as something else.',
    })
  })

  test('that is told of many times, also at once, is imported once', async () => {
    const body = await asked()
    await laid(body.id, 'one', header + row('many'))
    await Promise.all(Array.from({ length: 5 }, async () => readUpload(tracker.services, body.id)))
    await tracker.settled()
    await readUpload(tracker.services, body.id)
    await tracker.settled()

    expect(await standing(body)).toMatchObject({ state: 'done', counts: { created: 1 } })
  })

  test('that is posted again by the same form changes nothing, before the first was read and after', async () => {
    const body = await asked()
    await laid(body.id, 'first', header + row('first'))
    await importsIn(tracker.services.store.table).pin(body.id, 'first')
    expect(await standing(body)).toMatchObject({ state: 'reading' })
    await laid(body.id, 'second', header + row('second'))
    await importsIn(tracker.services.store.table).pin(body.id, 'second')
    expect(await readUpload(tracker.services, body.id)).toBe('read')
    await sent(body, header + row('third'))
    await tracker.settled()

    const { results } = await standing(body)
    expect(results.items).toHaveLength(1)
    expect(await eu.read(`/v1/contributions/${results.items[0].id}`)).toMatchObject({ title: 'Course first' })
  })

  test('whose reading broke off is read again from its beginning', async () => {
    const body = await asked()
    await laid(body.id, 'one', header + row('again'))
    const { services } = tracker
    const broken = { ...services, files: { ...services.files, save: async () => Promise.reject(new Error('killed')) } }
    await expect(readUpload(broken, body.id)).rejects.toThrow('killed')
    expect(await standing(body)).toMatchObject({ state: 'reading' })
    await readUpload(services, body.id)
    await tracker.settled()

    expect(await standing(body)).toMatchObject({ state: 'done', counts: { created: 1 } })
  })

  test('that came when the tracker was killed is read by the next start', async () => {
    const body = await asked()
    await laid(body.id, 'one', header + row('killed'))
    const restarted = localUploads(tracker.services, folder(), 'http://tracker.test')
    await restarted.resume()
    await restarted.settled()
    await tracker.settled()

    expect(await standing(body)).toMatchObject({ state: 'done', counts: { created: 1 } })
  })
})

describe('an event of the bucket', () => {
  const event = (changes: object = {}, key = 'uploads/unknown', bucket = 'ours'): object => ({
    source: 'aws.s3',
    'detail-type': 'Object Created',
    detail: { bucket: { name: bucket }, object: { key } },
    ...changes,
  })
  const read = async (forged: object): Promise<void> => createUploadReader(tracker.services, 'ours')(forged)

  test.each([
    ['of another source', event({ source: 'forged' })],
    ['of another kind', event({ 'detail-type': 'Object Deleted' })],
    ['of another bucket', event({}, undefined, 'theirs')],
    ['of a key elsewhere', event({}, 'imports/abc')],
    ['of a key that leads out', event({}, 'uploads/../imports/abc')],
    ['of no key', event({ detail: { bucket: { name: 'ours' } } })],
    ['that is a record of the stream', { Records: [] }],
  ])('%s is refused, and writes nothing', async (_, forged) => {
    const before = await tracker.items()

    await expect(read(forged)).rejects.toThrow(/./)
    expect(await tracker.items()).toEqual(before)
  })

  test('of a file that no import waits for changes nothing', async () => {
    const before = await tracker.items()
    await laid('nobodys', 'one', header + row('nobody'))
    await read(event({}, 'uploads/nobodys'))

    expect(await tracker.items()).toEqual(before)
  })
})

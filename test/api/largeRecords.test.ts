// Records as large as the schemas allow, and lists that grow: a 201, a 409 or a 422, and never a fault of the store's limits.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { course, grant, need } from '#test/support/bodies.ts'
import { callerOf, expectProblem } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
})
afterAll(async () => trackers.stop())

/** Three bytes of UTF-8 each, in words as long as a name. */
const wide = (length: number): string =>
  '和平與安全架構能力建設任務規劃 '
    .repeat(length)
    .slice(0, length - 1)
    .trim()
const times = <T>(count: number, of: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => of(index))

const fullCourse = (): Record<string, unknown> =>
  course({
    title: wide(500),
    description: wide(10_000),
    training: { audience: wide(300), modules: times(20, (index) => `module-${index}-${'a'.repeat(60)}`) },
    inKind: times(2, (index) => ({
      quantity: '999999999999999.99',
      unit: ['seats', 'experts'][index],
      value: { amount: '999999999999999.99', currency: 'EUR', method: wide(300) },
    })),
    money: { amount: '999999999999999.99', currency: 'EUR' },
    places: times(20, (index) => ({ country: 'KE', name: `${index} ${wide(190)}` })),
    identifiers: times(20, (index) => ({ scheme: `s-${'a'.repeat(70)}`, value: `${index} ${wide(190)}` })),
    agreement: wide(200),
    source: { document: wide(200), paragraph: wide(60) },
  })

/** Records as large as they may be take the engine seconds each. */
const patient = { timeout: 90_000 }

describe('a contribution with every field full', () => {
  test('is recorded beside others like it, kept under its key, read, patched and withdrawn', patient, async () => {
    const eu = callerOf(tracker, 'eu')
    for (let copy = 0; copy < 7; copy += 1) {
      const answer = await eu.post('/v1/contributions', fullCourse(), { 'idempotency-key': `full-${copy}` })
      expect({ status: answer.status, text: answer.text.slice(0, 300) }).toMatchObject({ status: 201 })
    }
    const { id } = await eu.made('/v1/contributions', fullCourse())
    const path = `/v1/contributions/${id}`

    expect((await eu.get(path)).status).toBe(200)
    expect((await eu.patch(path, { description: wide(9000) }, 1)).status).toBe(200)
    expect((await eu.remove(path, 2)).status).toBe(200)
    await tracker.settled()
    expect(tracker.faults).toEqual([])
  })

  test.each([
    ['title', 500],
    ['description', 10_000],
  ])('is refused or read again when its %s grows by being normalized', async (field, length) => {
    const eu = callerOf(tracker, 'eu')

    // One letter that Unicode's NFC writes as three.
    const answer = await eu.post('/v1/contributions', grant({ [field]: '\ufb2c'.repeat(length) }))

    expectProblem(answer, 422, 'validation', [`/${field}`])
    expect((await eu.get('/v1/contributions')).status).toBe(200)
  })

  test('a need likewise', async () => {
    const full = need({ title: wide(500), description: wide(10_000) })
    const { id } = await callerOf(tracker, 'coordinator').made('/v1/needs', full)

    expect((await callerOf(tracker, 'reader').get(`/v1/needs/${id}`)).status).toBe(200)
  })
})

describe('amounts of fifteen digits', () => {
  test('are converted, committed, compared and read again, though the sums are longer', patient, async () => {
    const eu = callerOf(tracker, 'eu')
    const money = { amount: '999999999999999.99', currency: 'EUR' }
    const { id, usd } = await eu.made('/v1/contributions', course({ money }))

    expect(usd.amount.length).toBeGreaterThan(money.amount.length)
    const body = { type: 'commitment', date: '2008-06-05', money }
    expect((await eu.post(`/v1/contributions/${id}/transactions`, body)).status).toBe(201)
    expect((await eu.get(`/v1/contributions/${id}`)).status).toBe(200)
    await tracker.settled()
    for (const path of ['coverage', 'coverage/gaps', 'findings', 'contributions'])
      expect((await eu.get(`/v1/${path}`)).status).toBe(200)
    expect(tracker.faults).toEqual([])
  })
})

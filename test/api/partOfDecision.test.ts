// A coordinator's part-of decision in the figures: the whole counts what is left of it, and reopening undoes that.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { architecture, course } from '#test/support/bodies.ts'
import { callerOf, expectProblem } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
let [part, whole, finding] = ['', '', '']

const dollars = (amount: string) => ({ money: { amount, currency: 'USD', valueDate: '2008-06-01' } })
const row = `subCluster=${architecture}&priorityArea=mission-management&beneficiary=auc`
const figures = async () => {
  await tracker.settled()
  const { items } = await callerOf(tracker, 'reader').read('/v1/coverage?groupBy=subCluster,priorityArea,beneficiary')
  return items[0].arranged
}

beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const record = async (who: 'eu' | 'kaiptc', amount: string): Promise<string> => {
    const body = course({ implementers: ['kaiptc'], ...dollars(amount) })
    return (await callerOf(tracker, who).made('/v1/contributions', body)).id
  }
  part = await record('eu', '1000.00')
  whole = await record('kaiptc', '1010.00')
  await tracker.settled()
  finding = (await callerOf(tracker, 'coordinator').read('/v1/findings?kind=duplicate-record')).items[0].id
}, 60_000)
afterAll(async () => trackers.stop())

test(
  'takes the part from its whole, says so in explain, and gives it back when it is reopened',
  { timeout: 60_000 },
  async () => {
    const undecided = await figures()
    expect(undecided).toMatchObject({ reported: '2010.00', net: { low: '1000.00', high: '2010.00' } })
    const decide = async (body: object) =>
      callerOf(tracker, 'coordinator').made(`/v1/findings/${finding}/decisions`, body)

    await decide({ verdict: 'part-of', whole, note: 'The course is paid from it.' })

    expect(await figures()).toEqual({
      reported: '2010.00',
      net: { low: '1010.00', expected: '1010.00', high: '1010.00' },
    })
    const account = await callerOf(tracker, 'reader').read(`/v1/coverage/explain?stage=arranged&${row}`)
    expect(account).toMatchObject({ reported: '2010.00', net: { high: '1010.00' } })
    expect(account.leftOut).toEqual([{ id: whole, amount: '1000.00', rule: 'envelope', because: part }])

    await decide({ verdict: 'reopen', note: 'Not so sure.' })

    expect(await figures()).toEqual(undecided)
  },
)

test('refuses a whole that is smaller than its part, naming both amounts', async () => {
  const decisions = `/v1/findings/${finding}/decisions`
  const answer = await callerOf(tracker, 'coordinator').post(decisions, { verdict: 'part-of', whole: part })

  expectProblem(answer, 422, 'validation', ['/whole'])
  expect(answer.body.detail).toBe(
    'The whole (USD 1000.00) is smaller than its part (USD 1010.00): name the larger one.',
  )
})

test('takes a whole that is as large as its part, in whatever currency, and holds two currencies to the month of the whole', async () => {
  const other = await trackers.fresh()
  const record = async (who: 'eu' | 'kaiptc', currency: string, amount: string): Promise<string> => {
    const money = { amount, currency, valueDate: '2008-06-01' }
    return (await callerOf(other, who).made('/v1/contributions', course({ implementers: ['kaiptc'], money }))).id
  }
  const euros = await record('eu', 'EUR', '100000.00')
  const inDollars = await record('kaiptc', 'USD', '155000.00')
  await other.settled()
  const [pair] = (await callerOf(other, 'coordinator').read('/v1/findings?kind=duplicate-record')).items
  const decide = async (body: object) => callerOf(other, 'coordinator').post(`/v1/findings/${pair.id}/decisions`, body)

  expect((await decide({ verdict: 'part-of', whole: inDollars })).status).toBe(201)
  expect((await decide({ verdict: 'part-of', whole: euros })).status).toBe(201)
})

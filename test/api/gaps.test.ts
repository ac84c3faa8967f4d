// The gaps: what is missing, in the order in which a coordinator would take them up.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callerOf } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'
import { enterProgramme } from './programme.ts'

let trackers: TestTrackers
let tracker: TestTracker
let ids: Record<string, string>
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  ids = await enterProgramme(tracker)
})
afterAll(async () => trackers.stop())

describe('gaps', () => {
  const gaps = async (query = '') => callerOf(tracker, 'reader').read(`/v1/coverage/gaps?measure=seats${query}`)

  test('come by urgency and then by size, with who is there and who could come', async () => {
    const { items } = await gaps()

    expect(
      items.map(
        ({ urgency, gap, needs }: { urgency: string; gap: { announced: { expected: string } }; needs: string[] }) => [
          urgency,
          gap.announced.expected,
          needs,
        ],
      ),
    ).toEqual([
      ['start-up', '20.00', [ids['startUp']]],
      ['one-off', '500.00', [ids['larger']]],
      ['one-off', '100.00', [ids['need']]],
      ['recurrent', '900.00', [ids['large']]],
    ])
    expect(items[2]).toMatchObject({ active: ['eu', 'france', 'un-dpko'], couldFill: [] })
    expect(items[3]).toMatchObject({ active: [], couldFill: ['un-dpko'] })
  })

  test('are whole page by page, and only of the range', async () => {
    const { items } = await gaps()
    const first = await gaps('&limit=3')
    const rest = await gaps(`&limit=3&cursor=${first.next}`)

    expect([...first.items, ...rest.items]).toEqual(items)
    expect(rest.next).toBeNull()
    expect((await gaps('&from=2008-01-01&to=2008-12-31')).items).toEqual([])
  })
})

// Rows in which something is needed: by row, and in the order of their gaps.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type NeededRow, neededRowAt } from '#store/neededRows.ts'
import { newTracker, type Tracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine, { empty: true })
})

const at = (beneficiary: string) => ({
  measure: 'usd' as const,
  key: { subCluster: 'psa', priorityArea: null, beneficiary },
})
const row = (beneficiary: string, different: Partial<NeededRow> = {}): NeededRow => {
  const { key } = at(beneficiary)
  const keyText = `psa#~#${beneficiary}`
  return {
    key,
    needs: [{ id: 'n1', urgency: 'one-off', from: '2008-Q1', to: '2008-Q4' }],
    years: [{ key, keyText, year: '2008', figures: new Map([['1n', 12_345_678_901_234_567n]]) }],
    sums: new Map([['0n', 12_345_678_901_234_567n]]),
    order: `1#5#${keyText}`,
    ...different,
  }
}
const put = async (beneficiary: string, views: Record<string, NeededRow | null>): Promise<void> => {
  const { neededRows } = tracker.store
  const { measure, key } = at(beneficiary)
  await neededRows.put({ measure, key }, await neededRows.standing(measure, key), new Map(Object.entries(views)))
}
const ordered = async (viewer = 'everyone', limit = 10, after: string | null = null) =>
  tracker.store.neededRows.inOrder({ viewer, measure: 'usd', after, limit })

describe('a row', () => {
  test('comes back as it was put, exactly beyond 2^53', async () => {
    await put('auc', { everyone: row('auc') })

    const { key, needs, years, sums, order } = row('auc')
    expect(await tracker.store.neededRows.all('everyone', 'usd')).toEqual([{ key, needs, years }])
    expect((await ordered()).gaps).toEqual([{ key, needs, sums, order, except: [] }])
  })

  test('moves in the order and leaves nothing where it was', async () => {
    await put('auc', { everyone: row('auc') })
    await put('ecowas', { everyone: row('ecowas') })
    await put('auc', { everyone: row('auc', { order: '0#1#psa#~#auc' }) })

    expect((await ordered()).gaps.map(({ order }) => order)).toEqual(['0#1#psa#~#auc', '1#5#psa#~#ecowas'])
  })

  test('without a gap is no gap and still a row', async () => {
    await put('auc', { everyone: row('auc') })
    await put('auc', { everyone: row('auc', { order: null }) })

    expect((await ordered()).gaps).toEqual([])
    expect(await tracker.store.neededRows.all('everyone', 'usd')).toHaveLength(1)
  })

  test('in which nothing is needed any more is gone, for every viewer', async () => {
    await put('auc', { everyone: row('auc'), coordinators: row('auc') })
    await put('auc', { everyone: null })

    for (const viewer of ['everyone', 'coordinators']) {
      expect((await ordered(viewer)).gaps).toEqual([])
      expect(await tracker.store.neededRows.all(viewer, 'usd')).toEqual([])
    }
    expect((await tracker.store.neededRows.standing('usd', at('auc').key)).orders).toEqual({ everyone: null })
  })

  test('says for whom another row stands in its place', async () => {
    await put('auc', { everyone: row('auc'), coordinators: row('auc', { order: null }), 'partner:eu': row('auc') })

    expect((await ordered()).gaps.map(({ except }) => except)).toEqual([['coordinators', 'partner:eu']])
    expect((await ordered('coordinators')).gaps).toEqual([])
  })

  test('of more viewers than one transaction takes is put whole', async () => {
    const partners = Array.from({ length: 70 }, (_, position) => `partner:p${position}`)
    const views = Object.fromEntries(['everyone', ...partners].map((viewer) => [viewer, row('auc')]))
    await put('auc', views)
    await put('auc', views)

    for (const viewer of ['everyone', 'partner:p0', 'partner:p69']) expect((await ordered(viewer)).gaps).toHaveLength(1)
    await put('auc', { everyone: row('auc') })
    expect((await ordered('partner:p69')).gaps).toEqual([])
  })

  test('worked out under a version that moved is refused', async () => {
    const { neededRows } = tracker.store
    const { measure, key } = at('auc')
    const standing = await neededRows.standing(measure, key)
    await put('auc', { everyone: row('auc') })

    await expect(neededRows.put({ measure, key }, standing, new Map([['everyone', row('auc')]]))).rejects.toMatchObject(
      { code: 'conflict' },
    )
  })
})

test('the order is read page by page', async () => {
  for (const beneficiary of ['a', 'b', 'c']) await put(beneficiary, { everyone: row(beneficiary) })
  const first = await ordered('everyone', 2)
  const rest = await ordered('everyone', 2, first.gaps.at(-1)?.order ?? null)

  expect(first.more).toBe(true)
  expect([...first.gaps, ...rest.gaps].map(({ key }) => key.beneficiary)).toEqual(['a', 'b', 'c'])
  expect(rest.more).toBe(false)
})

test('tells the row of a need from its key, also where it names no area', () => {
  expect(neededRowAt({ pk: 'ROW#usd#psa#~#auc', sk: 'NEED#need:n1' })).toEqual(at('auc'))
  expect(neededRowAt({ pk: 'ROW#usd#psa#~#auc', sk: 'ROW' })).toBeNull()
})

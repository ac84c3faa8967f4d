// Mending in place: whatever a hand has done to derived items, they are what they were, and what history they have is kept.
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mendDerived } from '#actions/mendDerived.ts'
import { pastFaults } from '#actions/pastFaults.ts'
import { refreshCoverage } from '#actions/refreshCoverage.ts'
import { derivedDifferences, isDerived, keyText, lineOf } from '#store/derivedItems.ts'
import type { Item } from '#store/table.ts'
import { newTracker, startQuickEngine, type Tracker } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { answers } from './answers.ts'
import { enterSomeOfEach } from './rebuild.ts'
import { follow } from './replay.ts'

let engine: TestEngine
let tracker: Tracker
let followed: string
let due: Item[]
beforeAll(async () => {
  engine = await startQuickEngine()
  tracker = await newTracker(engine)
  await enterSomeOfEach(tracker)
  followed = await tracker.snapshot()
  due = (await tracker.items()).filter(isDerived)
}, 60_000)
afterAll(async () => engine.stop())

const mend = async (): Promise<number> => mendDerived(tracker.services, derivedDifferences(await tracker.items(), due))

/** What a hand may do to an item: take it away, count something more in it, or put one that is nobody's beside it. */
const damages = {
  gone: ({ pk, sk }: Item) => ({ delete: { pk, sk } }),
  more: (item: Item) => ({
    put: Object.fromEntries(
      Object.entries(item).map(([name, value]) => [
        name,
        typeof value === 'number' && !['v', 't', 'version'].includes(name) ? value + 7 : value,
      ]),
    ) as Item,
  }),
  beside: (item: Item) => ({ put: { ...item, sk: `${item.sk}~`, updatedAt: 'never' } }),
} as const

test('any damage is mended, and nothing else is written', { timeout: 120_000 }, async () => {
  const damage = fc.record({
    at: fc.nat(),
    how: fc.constantFrom(...(Object.keys(damages) as (keyof typeof damages)[])),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 12 }), async (all) => {
      const done = new Map(all.map(({ at, how }) => [at % due.length, how]))
      const others = async () => {
        const touched = new Set([...done.keys()].map((at) => keyText(due[at] as Item)))
        return (await tracker.items()).filter((item) => lineOf(item) !== undefined && !touched.has(keyText(item)))
      }
      const before = await others()
      for (const [at, how] of done) await tracker.table.transact([damages[how](due[at] as Item)])

      expect(await mend()).toBe(0)

      expect(await tracker.snapshot()).toBe(followed)
      expect(await others()).toEqual(before)
      expect(pastFaults(await tracker.items())).toEqual([])
    }),
    { numRuns: 30, endOnFailure: true },
  )
})

test('with nothing derived left all of it comes back, and consumers that follow the stream find it so', async () => {
  for (const { pk, sk } of due) await tracker.table.transact([{ delete: { pk, sk } }])
  expect(await tracker.snapshot()).toBe('')

  expect(await mend()).toBe(0)
  await follow(tracker)

  expect(await tracker.snapshot()).toBe(followed)
})

test('a finding keeps when it was first seen, and a figure what it was before', async () => {
  const finding = (await tracker.items()).find(({ pk, sk }) => pk.startsWith('FINDING#') && sk === 'FINDING') as Item
  const cell = (await tracker.items()).find(({ pk }) => pk.startsWith('COVERAGE#everyone#usd#none#')) as Item
  const before = tracker.services.now()
  const answered = await answers(tracker)
  await tracker.table.transact([
    { put: { ...finding, finding: { ...(finding['finding'] as object), score: 0.5 } } },
    damages.more(cell),
  ])
  expect(await answers(tracker)).not.toBe(answered)

  expect(await mend()).toBe(0)

  const firstSeen = async () => (await tracker.store.findings.get(finding.pk.slice('FINDING#'.length)))?.firstSeen
  expect(await firstSeen()).toBe((finding['finding'] as { firstSeen: string }).firstSeen)
  expect(await answers(tracker)).toBe(answered)
  expect(await answers(tracker, before)).toBe(answered)
})

test('what another writer has changed since it was read is left to the next look', async () => {
  const group = due.find(({ pk, sk }) => pk.startsWith('GROUP#') && sk === 'GROUP') as Item
  const shares = due.filter(({ pk, sk }) => pk === group.pk && sk !== 'GROUP')
  await tracker.table.transact([group, ...shares].map(({ pk, sk }) => ({ delete: { pk, sk } })))
  const differences = derivedDifferences(await tracker.items(), due)
  expect(differences.map(({ key }) => keyText(key))).toContain(keyText(group))
  await refreshCoverage(tracker.services, String((group['members'] as string[])[0]))

  expect(await mendDerived(tracker.services, differences)).toBe(1)

  expect(await mend()).toBe(0)
  expect(await tracker.snapshot()).toBe(followed)
})

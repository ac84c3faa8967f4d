// What is kept of the past: each kind of fault is told, and a history without faults has none.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pastFaults } from '#actions/pastFaults.ts'
import { registerNeed } from '#actions/reviseNeed.ts'
import { withdrawContribution } from '#actions/reviseContribution.ts'
import type { Item } from '#store/table.ts'
import { dollars, newTracker, requestOf, sentNeed, startQuickEngine } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { follow } from '#test/stream/replay.ts'

let engine: TestEngine
let items: Item[]
const quarter = { period: { start: '2008-04-01', end: '2008-06-30' } }

/** A need is covered twice, and its cover is lost once. */
beforeAll(async () => {
  engine = await startQuickEngine()
  const tracker = await newTracker(engine)
  const { services } = tracker
  await registerNeed(services, requestOf(), sentNeed({ amount: '100', ...quarter }))
  const { id } = await tracker.submit({ ...dollars('100'), ...quarter })
  const at = await follow(tracker, services)
  await withdrawContribution(services, requestOf(), id, 1)
  await follow(tracker, services, at)
  items = await tracker.items()
}, 120_000)
afterAll(async () => engine.stop())

const textOf = ({ pk, sk }: Item): string => `${pk} ${sk}`
const finestImages = (): Item[] =>
  items.filter(({ pk }) => pk.startsWith('IMAGE#COVERAGE#everyone#usd#subCluster,priorityArea,beneficiary#'))
const one = (partition: string): Item => items.find(({ pk }) => pk === partition) as Item
const without = (gone: Item): Item[] => items.filter((item) => item !== gone)

test('of a history that nothing was done to, none', () => {
  expect(pastFaults(items)).toEqual([])
  expect(finestImages()).toHaveLength(3)
})

test('an image that is gone is told by the next, and the loss that is no longer shown by itself', () => {
  const [, covered, last] = finestImages() as [Item, Item, Item]

  expect(pastFaults(without(covered))).toEqual([
    `image missing, or other: ${textOf(last)}`,
    `nothing was lost: ${textOf(one('LOST#everyone'))}`,
  ])
})

test('the last image is gone, or is not what stands', () => {
  const last = items.filter(({ pk }) => pk === 'IMAGE#COVERAGE#everyone#usd#none#items').at(-1) as Item

  expect(pastFaults(without(last))).toEqual([`image missing, or other: ${textOf(last)}`])
  expect(pastFaults([...without(last), { ...last, '2a': 7 }])).toEqual([`image missing, or other: ${textOf(last)}`])
})

test('a cell that is gone, while its last image holds something', () => {
  const cell = one('COVERAGE#everyone#usd#none#items')
  const last = items.filter(({ pk }) => pk === `IMAGE#${cell.pk}`).at(-1) as Item

  expect(pastFaults(without(cell))).toEqual([`image missing, or other: ${textOf(last)}`])
})

test('a loss that was not kept, by whom, and of one that never was', () => {
  const [everyones, coordinators] = [one('LOST#everyone'), one('LOST#coordinators')]
  const other = { ...everyones, sk: everyones.sk.replace('mission-management', 'mission-planning') }

  expect(pastFaults(without(everyones))).toEqual([
    `loss missing, or other: ${textOf(everyones)}`,
    `lost by one of two: ${textOf(coordinators)}`,
  ])
  expect(pastFaults(without(coordinators))).toEqual([`lost by one of two: ${textOf(everyones)}`])
  expect(pastFaults([...items, other])).toContain(`nothing was lost: ${textOf(other)}`)
})

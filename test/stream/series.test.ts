// The entries of series are those that a rebuild makes, whatever order the events come in, and a list shows the same.
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listSeries } from '#actions/listSeries.ts'
import { refreshListings } from '#actions/refreshListings.ts'
import { patchContribution, restoreContribution, withdrawContribution } from '#actions/reviseContribution.ts'
import { coordinator, newTracker, requestOf, startQuickEngine, type Tracker } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { wipeDerived } from './rebuild.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())

const titles = [
  'Human rights monitoring course 2008',
  'Cours sur les droits de l’homme',
  'Radio sets, phase II',
  'Course',
]
const change = fc.record({
  of: fc.nat(),
  title: fc.constantFrom(...titles),
  year: fc.integer({ min: 2007, max: 2010 }),
  continues: fc.boolean(),
  withdrawn: fc.boolean(),
  visibility: fc.constantFrom('shared' as const, 'coordinators' as const),
})
const world = fc.record({
  changes: fc.array(change, { minLength: 3, maxLength: 8 }),
  late: fc.array(fc.nat(), { maxLength: 6 }),
})

const entriesIn = async ({ items }: Tracker): Promise<string[]> =>
  (await items())
    .filter(({ pk }) => ['LISTING#series', 'LISTING#continues'].includes(pk))
    .map(({ pk, sk, edition, confidentialTo }) => JSON.stringify([pk, sk, edition, Boolean(confidentialTo)]))
    .toSorted()

const listed = async ({ services }: Tracker) => listSeries(services, coordinator, { limit: 200 })

type Change = typeof change extends fc.Arbitrary<infer One> ? One : never

/** Records another contribution, or moves one that is there on by a revision. */
const apply = async ({ services, submit }: Tracker, ids: string[], { of, ...said }: Change): Promise<void> => {
  const { title, year, continues, withdrawn, visibility } = said
  const [first] = ids
  const body = {
    title,
    visibility,
    period: { start: `${year}-03-03`, end: null },
    relations: continues && first ? [{ type: 'phase-of' as const, contribution: first }] : [],
  }
  const id = ids[1 + (of % ids.length)]
  const standing = id === undefined ? undefined : await services.store.contributions.get(id)
  if (!standing) {
    ids.push((await submit(body)).id)
    return
  }
  const { record, revision } = standing
  if (record.withdrawn) await restoreContribution(services, requestOf(), record.id, revision)
  else if (withdrawn) await withdrawContribution(services, requestOf(), record.id, revision)
  else await patchContribution(services, requestOf(), record.id, revision, body)
}

const refreshAll = async ({ services }: Tracker, ids: readonly string[]): Promise<void> => {
  for (const id of ids) await refreshListings(services, id)
}

test('incremental equals rebuilt', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(world, async ({ changes, late }) => {
      const tracker = await newTracker(engine)
      const ids = [(await tracker.submit({ title: titles[0] ?? '' })).id]
      for (const one of changes) {
        await apply(tracker, ids, one)
        // Two consumers at once, of which one may have to come again; or an event that comes late.
        const both = [tracker.services, tracker.another().services]
        if (late.includes(one.of % 7)) continue
        await Promise.allSettled(both.map(async (services) => refreshListings(services, ids.at(-1) ?? '')))
      }
      await refreshAll(tracker, ids.toReversed())
      const [incremental, shown] = [await entriesIn(tracker), await listed(tracker)]
      await wipeDerived(tracker)
      expect(await entriesIn(tracker)).toEqual([])
      await refreshAll(tracker, ids)

      expect(await entriesIn(tracker)).toEqual(incremental)
      expect(await listed(tracker)).toEqual(shown)
    }),
    { numRuns: 12 },
  )
})

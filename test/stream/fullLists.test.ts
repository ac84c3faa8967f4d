// Lists of candidates that are full, of look-alikes or of others: whatever comes and goes, what is found is a rebuild's.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ComparedBeside } from '#actions/comparedBeside.ts'
import { refreshFindings } from '#actions/refreshFindings.ts'
import { patchContribution, restoreContribution, withdrawContribution } from '#actions/reviseContribution.ts'
import type { NewContribution } from '#model/contribution.ts'
import { crowdsIn } from '#store/crowds.ts'
import { dollars, newTracker, requestOf, startQuickEngine, type Tracker } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { wipeDerived } from './rebuild.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())

/** The pairs that are found, and how far full lists reach. */
const derived = async ({ store }: Tracker, ids: readonly string[]): Promise<{ pairs: string[]; marks: string[] }> => {
  const { findings } = await store.findings.list({ limit: 2_000 })
  const standing = findings.filter(({ state }) => state !== 'gone')
  const crowds = [...(await crowdsIn(store.table).of(ids))]
  return {
    pairs: standing.map(({ contributions: [a, b], kind }) => `${a.id} ${b.id} ${kind}`).toSorted(),
    marks: crowds.map(([id, { rank, last }]) => `${id} ${rank} ${last}`).toSorted(),
  }
}

/** Numbers from 0 to 1, the same for a seed. */
const numbersFrom = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

// More by hand: LISTS_SIZE=38 LISTS_ROUNDS=14 LISTS_SEED=2.
const size = Number(process.env['LISTS_SIZE'] ?? 28)
const rounds = Number(process.env['LISTS_ROUNDS'] ?? 4)
const seed = Number(process.env['LISTS_SEED'] ?? 2)

test(`${size} records of which a list holds 24 (seed ${seed})`, { timeout: 900_000 }, async () => {
  const next = numbersFrom(seed * 7919)
  const pick = <T>(of: readonly [T, ...T[]]): T => of[Math.floor(next() * of.length)] ?? of[0]
  const bodyOf = (): Partial<NewContribution> => ({
    title: `Training of ${pick(['police', 'prison', 'border', 'customs'])} officers`,
    ...dollars(pick(['100000.00', '100000.00', '101000.00', '130000.00', '250000.00'])),
    visibility: next() < 0.1 ? 'coordinators' : 'shared',
  })
  const tracker = await newTracker(engine)
  const { services, store } = tracker
  const ids: string[] = []
  const submit = async (): Promise<string> => {
    const { id } = await tracker.submit(bodyOf())
    ids.push(id)
    return id
  }
  const change = async (id: string): Promise<void> => {
    const row = await store.contributions.get(id)
    if (!row) throw new Error('It was not kept.')
    const patch = async (changes: Partial<NewContribution>): Promise<unknown> =>
      patchContribution(services, requestOf(), id, row.revision, { ...changes, reason: 'test' })
    const what = next()
    if (row.record.withdrawn) await restoreContribution(services, requestOf(), id, row.revision)
    else if (what < 0.4) await withdrawContribution(services, requestOf(), id, row.revision)
    else if (what < 0.9) await patch(bodyOf())
    else await patch({ title: 'Roofing of the archive' })
  }
  const compared = new ComparedBeside()
  const follow = async (some: Iterable<string>): Promise<void> => {
    for (const id of some) await refreshFindings(services, id, compared)
  }

  while (ids.length < size) await submit()
  await follow(ids)
  for (let round = 0; round < rounds; round += 1) {
    const touched = new Set<string>()
    for (let left = 1 + Math.floor(next() * 3); left > 0; left -= 1) {
      const id = pick(ids as [string, ...string[]])
      if (!touched.has(id)) await change(id)
      touched.add(id)
    }
    if (next() < 0.3) touched.add(await submit())
    await follow([...touched].toReversed())
  }
  const kept = await derived(tracker, ids)
  await wipeDerived(tracker)
  for (const id of ids) await refreshFindings(services, id)

  expect(kept).toEqual(await derived(tracker, ids))
  expect(kept.marks.length).toBeGreaterThan(size / 3)
})

// A crowd of look-alikes, larger than a list of candidates: in whatever order it comes and goes, the findings are a rebuild's.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ComparedBeside } from '#actions/comparedBeside.ts'
import { refreshFindings } from '#actions/refreshFindings.ts'
import { patchContribution, restoreContribution, withdrawContribution } from '#actions/reviseContribution.ts'
import { findingThreshold } from '#actions/findCandidates.ts'
import { pairOrder } from '#domain/findings/pairs.ts'
import { matchPairs } from '#domain/matching/findMatches.ts'
import { matchRecordOf } from '#domain/matching/matchRecord.ts'
import { mostLookAlikes } from '#domain/matching/likeliest.ts'
import type { NewContribution } from '#model/contribution.ts'
import { dollars, newTracker, requestOf, startQuickEngine, type Tracker } from '#test/support/builders.ts'
import { crowdsIn } from '#store/crowds.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { wipeDerived } from './rebuild.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())

const found = async ({ store }: Tracker): Promise<string[]> => {
  const lines: string[] = []
  for (let after: Record<string, unknown> | undefined, isLast = false; !isLast;) {
    const { findings, next } = await store.findings.list({ limit: 200, after })
    for (const { kind, score, state, contributions } of findings)
      if (state !== 'gone') lines.push([...contributions.map(({ id }) => id), kind, score].join(' '))
    after = next
    isLast = next === undefined
  }
  return lines.toSorted()
}

/** How far the full lists reach of those that stand in the crowd. */
const marksOf = async ({ store }: Tracker, ids: readonly string[]): Promise<string[]> =>
  [...(await crowdsIn(store.table).of(ids))].map(([id, { rank, last }]) => `${id} ${rank} ${last}`).toSorted()

const follow = async ({ services }: Tracker, ids: readonly string[]): Promise<void> => {
  const compared = new ComparedBeside()
  for (const id of ids) await refreshFindings(services, id, compared)
}

const size = mostLookAlikes + 6

/** All alike, so that each keeps those recorded just before it. */
const ofOneRank = (at: number): Partial<NewContribution> => ({
  // Three digits, which count no editions.
  title: `Training of police officers ${100 + at}`,
  ...dollars(`${100_000 + at}.00`),
})

/** Some more alike than others, so that who comes later displaces who was there before. */
const ofManyRanks = (at: number): Partial<NewContribution> => ({
  title: `Training of ${['police', 'prison', 'border'][at % 3]} officers ${at % 20}`,
  ...dollars(`${100_000 + 1_000 * (at % 7)}.00`),
})

test.each([
  ['one rank', ofOneRank],
  ['many ranks', ofManyRanks],
])(
  `the findings of ${size} look-alikes of %s follow from the records alone`,
  { timeout: 900_000 },
  async (_, bodyOf) => {
    const tracker = await newTracker(engine)
    const ids: string[] = []
    for (let at = 0; at < size; at += 1) ids.push((await tracker.submit(bodyOf(at))).id)
    const [early = '', second = ''] = ids
    const change = async (act: typeof withdrawContribution, id: string): Promise<void> => {
      const row = await tracker.store.contributions.get(id)
      await act(tracker.services, requestOf(), id, row?.revision ?? 0)
    }
    // The later ones are gone through first; then two early ones go, and one of them comes back into the midst of the rest.
    await follow(tracker, ids.slice(10).toReversed())
    await follow(tracker, ids.slice(0, 10))
    await change(withdrawContribution, early)
    await change(withdrawContribution, second)
    await follow(tracker, [second, early])
    await change(restoreContribution, early)
    await follow(tracker, [early])
    const row = await tracker.store.contributions.get(ids[20] ?? '')
    const moved = { ...bodyOf(3), reason: 'It was another.' }
    await patchContribution(tracker.services, requestOf(), ids[20] ?? '', row?.revision ?? 0, moved)
    await follow(tracker, ids.slice(20, 21))
    const { id: latest } = await tracker.submit(bodyOf(5))
    ids.push(latest)
    await follow(tracker, [latest])
    const [kept, marks] = [await found(tracker), await marksOf(tracker, ids)]

    const standing = [...(await tracker.store.contributions.getAll(ids)).values()].filter(({ withdrawn }) => !withdrawn)
    const batch = [...matchPairs(standing.map(matchRecordOf))].filter(({ score }) => score >= findingThreshold)
    const pairs = kept.map((line) => line.split(' ').slice(0, 3).join(' '))
    expect(pairs).toEqual(batch.map(({ a, b, kind }) => [...pairOrder(a, b), kind].join(' ')).toSorted())

    await wipeDerived(tracker)
    await follow(tracker, ids)
    expect(kept.length).toBeGreaterThan(mostLookAlikes)
    expect(kept).toEqual(await found(tracker))
    expect(marks.length).toBeGreaterThan(size / 2)
    expect(marks).toEqual(await marksOf(tracker, ids))
    // What is found is bounded: nobody is compared with more than a full list of earlier ones.
    expect(new Set(kept.map((line) => line.split(' ', 2).join(' '))).size).toBeLessThan((size * (size - 1)) / 2)
  },
)

// A crowd of look-alikes, larger than a list of candidates: in whatever order it comes and goes, the findings are a rebuild's.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ComparedBeside } from '#actions/comparedBeside.ts'
import { refreshFindings } from '#actions/refreshFindings.ts'
import { restoreContribution, withdrawContribution } from '#actions/reviseContribution.ts'
import { mostLookAlikes } from '#domain/matching/likeliest.ts'
import { dollars, newTracker, requestOf, startQuickEngine, type Tracker } from '#test/support/builders.ts'
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

const follow = async ({ services }: Tracker, ids: readonly string[]): Promise<void> => {
  const compared = new ComparedBeside()
  for (const id of ids) await refreshFindings(services, id, compared)
}

const size = mostLookAlikes + 6

test(`the findings of ${size} look-alikes follow from the records alone`, { timeout: 600_000 }, async () => {
  const tracker = await newTracker(engine)
  const ids: string[] = []
  for (let at = 0; at < size; at += 1) {
    const { id } = await tracker.submit({
      // Three digits, which count no editions.
      title: `Training of police officers ${100 + at}`,
      ...dollars(`${100_000 + at}.00`),
    })
    ids.push(id)
  }
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
  const kept = await found(tracker)

  await wipeDerived(tracker)
  await follow(tracker, ids)
  expect(kept.length).toBeGreaterThan(mostLookAlikes)
  expect(kept).toEqual(await found(tracker))
  // What is found is bounded: nobody is compared with more than a full list of earlier ones.
  expect(new Set(kept.map((line) => line.split(' ', 2).join(' '))).size).toBeLessThan((size * (size - 1)) / 2)
})

// Findings as a report holds them: they say what they said, and what several name is held once.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildReport } from '#domain/report/buildReport.ts'
import { earlierFindings } from '#domain/report/earlierFindings.ts'
import { entryOutlines } from '#domain/report/entries.ts'
import { findingHolder, type HeldFinding, inFull } from '#domain/report/heldFinding.ts'
import { type Finding, findingKinds } from '#model/finding.ts'
import { decision, finding, input } from './material.ts'

const records = ['a', 'b', 'c', 'd', 'e', 'f']
const dispute = { partner: 'eu', text: 'No.', at: '2008-04-01T09:00:00Z' }

/** In every state, some said of, between few records, so that they meet in groups and chains. */
const findings = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...findingKinds),
      score: fc.constantFrom(0.5, 0.7, 0.9),
      sides: fc.shuffledSubarray(records, { minLength: 2, maxLength: 2 }),
      revision: fc.integer({ min: 1, max: 2 }),
      said: fc.constantFrom<Partial<Finding>>(
        {},
        {},
        { reopenedBecause: ['money'] },
        { disputes: [dispute] },
        { state: 'decided', decisions: [decision('not-duplicate')] },
        { state: 'awaiting-confirmation', decisions: [decision('same-contribution', { survivor: 'a' })] },
        { decisions: [decision('overlap-confirmed'), decision('reopen')] },
      ),
      merges: fc.boolean(),
    }),
    { maxLength: 20 },
  )
  .map((all) =>
    all.map(({ kind, score, sides, revision, said, merges }, at): Finding => {
      const one = finding(`f${at}`, sides, { kind, score, ...said })
      const contributions = one.contributions.map((side) => ({ ...side, revision, title: `${side.title} ${revision}` }))
      if (!merges || kind !== 'duplicate-record') return { ...one, contributions }
      const [survivor = null] = sides.toSorted()
      return { ...one, contributions, state: 'decided', decisions: [decision('same-contribution', { survivor })] }
    }),
  )

const usdOf = new Map(records.map((id, at) => [id, at === 5 ? null : BigInt(at + 1) * 10_000n]))

const reported = (all: readonly HeldFinding[]) => {
  const report = buildReport({ ...input(), findings: [], usdOf, previous: null }).report
  const previous = { report, earlier: earlierFindings(['f0', 'f3', 'f7', 'gone'], all) }
  const { entries, ...rest } = buildReport({ ...input(), findings: all, usdOf, previous })
  return {
    report: rest.report,
    open: rest.open.map(inFull),
    entries: [...entryOutlines(entries)].map((entry) => ({ ...entry, findings: entry.findings.map(inFull) })),
  }
}

describe('held findings', () => {
  test('say what the findings said, and make the same report', () => {
    fc.assert(
      fc.property(findings, (all) => {
        const held = all.map(findingHolder())

        expect(held.map(inFull)).toEqual(all.map(inFull))
        expect(reported(held)).toEqual(reported(all))
      }),
    )
  })

  test('hold a contribution once that several name, and another revision of it by itself', () => {
    const hold = findingHolder()
    const [first, second] = [hold(finding('f1', ['a', 'b'])), hold(finding('f2', ['b', 'c']))]
    const newer = finding('f3', ['b', 'c'])
    const third = hold({ ...newer, contributions: newer.contributions.map((side) => ({ ...side, title: 'Changed' })) })

    expect(second.contributions[0]).toBe(first.contributions[1])
    expect(third.contributions.map(({ title }) => title)).toEqual(['Changed', 'Changed'])
  })
})

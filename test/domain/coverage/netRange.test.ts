// What formula 4 promises of its ranges, on random groups with merges, open pairs and envelopes.
import type { CountedRecord } from '#domain/coverage/cells.ts'
import { type CountedGroup, duplicateComponents, liveRecords } from '#domain/coverage/countedGroup.ts'
import { Envelopes } from '#domain/coverage/envelopes.ts'
import { addFigures, noFigures, type StageFigures } from '#domain/coverage/figure.ts'
import { groupFigures } from '#domain/coverage/net.ts'
import { stages } from '#model/coverage.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { byCell, byProvider, decideSame, group, randomGroups, record } from './groups.ts'
import { runs, waitForAllRuns } from './runs.ts'

waitForAllRuns()

const keyings = fc.constantFrom(byCell, byProvider)

/** The keys and stages where a figure of `after` lies outside the range of `before`, which is none. */
function escapes(before: Map<string, StageFigures>, after: Map<string, StageFigures>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) =>
    stages
      .filter((stage) => {
        const { low, high } = (before.get(key) ?? noFigures)[stage]
        const now = (after.get(key) ?? noFigures)[stage]
        return [now.low, now.expected, now.high].some((figure) => figure < low || figure > high)
      })
      .map((stage) => `${key} ${stage}`),
  )
}

test('keeps 0 <= low <= expected <= high <= reported', () => {
  fc.assert(
    fc.property(randomGroups, keyings, (within, keyOf) => {
      for (const figures of groupFigures(within, keyOf).values()) {
        for (const stage of stages) {
          const { reported, high, expected, low } = figures[stage]
          // A survivor may be another provider's, but nobody is counted with more than they reported.
          expect(low >= 0n && low <= expected && expected <= high && high <= reported).toBe(true)
        }
      }
    }),
    runs,
  )
})

test('stays inside the old range when an open pair is decided to be the same contribution', () => {
  fc.assert(
    fc.property(randomGroups, keyings, fc.nat(), fc.boolean(), (before, keyOf, chosen, firstIfEqual) => {
      const pair = before.open[chosen % Math.max(1, before.open.length)]
      fc.pre(pair !== undefined)
      const after = decideSame(before, pair.a, pair.b, firstIfEqual)

      expect(escapes(groupFigures(before, keyOf), groupFigures(after, keyOf))).toEqual([])
    }),
    runs,
  )
})

test('lets no cell of an envelope grow by a cent when a decision moves one more child to it', () => {
  // 3, 3, 1 less a child of 3, then less another of 1: largest remainder gives 2, 2, 0 and then 1, 1, 1.
  const before = group(
    [
      record('e', { Q1: 3, Q2: 3, Q3: 1 }),
      record('f', {}),
      record('c', { Q4: 3 }, { envelopes: ['e'] }),
      record('d', { Q4: 1 }, { envelopes: ['f'] }),
    ],
    { open: [{ a: 'e', b: 'f', score: 0.5 }] },
  )
  const after = decideSame(before, 'e', 'f', true)

  expect(escapes(groupFigures(before, byCell), groupFigures(after, byCell))).toEqual([])
})

test('stays inside the old range when an open pair is decided not to be a duplicate', () => {
  fc.assert(
    fc.property(randomGroups, keyings, fc.nat(), (before, keyOf, chosen) => {
      const pair = before.open[chosen % Math.max(1, before.open.length)]
      fc.pre(pair !== undefined)
      const after = { ...before, open: before.open.filter((other) => other !== pair) }

      expect(escapes(groupFigures(before, keyOf), groupFigures(after, keyOf))).toEqual([])
    }),
    runs,
  )
})

test('has no doubt left when every pair is decided, in whichever order', () => {
  fc.assert(
    fc.property(randomGroups, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (before, same) => {
      const decided = before.open.reduce(
        (sofar, { a, b }, index) => (same[index] ? decideSame(sofar, a, b, true) : sofar),
        before,
      )

      for (const figures of groupFigures({ ...decided, open: [] }, byCell).values()) {
        for (const stage of stages) expect(figures[stage].low).toBe(figures[stage].high)
      }
    }),
    runs,
  )
})

test('answers high plus what was left out as reported, per key', () => {
  fc.assert(
    fc.property(randomGroups, keyings, (within, keyOf) => {
      const figures = groupFigures(within, keyOf)
      const counted = countedPerRecord(within)
      for (const [key, { announced }] of figures) {
        const leftOut = liveRecords(within).map((one) => {
          const own = amountUnder(key, one, one.cells)
          return own - amountUnder(key, one, counted.get(one.id) ?? [])
        })

        expect(leftOut.every((amount) => amount >= 0n)).toBe(true)
        expect(leftOut.reduce((sum, amount) => sum + amount, announced.high)).toBe(announced.reported)
      }

      function amountUnder(key: string, one: CountedRecord, cells: CountedRecord['cells']): bigint {
        const inKey = cells.filter(({ cell }) => keyOf(cell, one) === key)
        return inKey.reduce((sum, { amounts }) => sum + amounts.announced, 0n)
      }
    }),
    runs,
  )
})

test('does not depend on the order of records and pairs', () => {
  fc.assert(
    fc.property(randomGroups, (within) => {
      const turned = {
        ...within,
        records: within.records.toReversed(),
        confirmed: within.confirmed.toReversed(),
        open: within.open.toReversed().map(({ a, b, score }) => ({ a: b, b: a, score })),
        partOf: within.partOf.toReversed(),
      }

      expect(groupFigures(turned, byCell)).toEqual(groupFigures(within, byCell))
    }),
    runs,
  )
})

test('adds up over groups that nothing ties together', () => {
  const named = (of: CountedGroup, suffix: string): CountedGroup => ({
    records: of.records.map((one) => ({
      ...one,
      id: one.id + suffix,
      envelopes: one.envelopes.map((id) => id + suffix),
    })),
    confirmed: of.confirmed.map(({ survivor, other }) => ({ survivor: survivor + suffix, other: other + suffix })),
    open: of.open.map(({ a, b, score }) => ({ a: a + suffix, b: b + suffix, score })),
    partOf: of.partOf.map(({ part, whole }) => ({ part: part + suffix, whole: whole + suffix })),
  })
  fc.assert(
    fc.property(randomGroups, randomGroups, (one, two) => {
      const [x, y] = [named(one, 'x'), named(two, 'y')]
      const [ofX, ofY] = [groupFigures(x, byCell), groupFigures(y, byCell)]
      const together = groupFigures(
        {
          records: [...x.records, ...y.records],
          confirmed: [...x.confirmed, ...y.confirmed],
          open: [...x.open, ...y.open],
          partOf: [...x.partOf, ...y.partOf],
        },
        byCell,
      )

      for (const [key, figures] of together) {
        expect(figures).toEqual(addFigures(ofX.get(key) ?? noFigures, ofY.get(key) ?? noFigures))
      }
    }),
    runs,
  )
})

function countedPerRecord(within: CountedGroup): Map<string, CountedRecord['cells']> {
  const envelopes = new Envelopes(within)
  const nodes = duplicateComponents(within).flatMap((component) => component.nodes)
  return new Map(nodes.map(({ survivor, members }) => [survivor.id, envelopes.countedCells(survivor, members)]))
}

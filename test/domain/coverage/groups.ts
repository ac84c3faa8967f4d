// Counted groups: small ones written by hand, and random ones with merges, open pairs, envelopes and secrets.
import type { CountedCell, CountedRecord } from '#domain/coverage/cells.ts'
import { cellKey } from '#domain/coverage/cells.ts'
import { type CountedGroup, duplicateComponents } from '#domain/coverage/countedGroup.ts'
import { perStage } from '#domain/coverage/figure.ts'
import type { KeyOf } from '#domain/coverage/net.ts'
import type { MeasureAmounts, StageAmounts } from '#domain/coverage/stages.ts'
import { measures } from '#model/coverage.ts'
import * as fc from 'fast-check'

/** A record with the same amount at every stage in each quarter named: `{ Q1: 100 }` is 1.00 US dollar in 2008-Q1. */
export function record(
  id: string,
  inQuarters: Record<string, number>,
  different: Partial<CountedRecord> = {},
): CountedRecord {
  const cells = Object.entries(inQuarters).map(([quarter, amount]) =>
    usdCell(
      `2008-${quarter}`,
      perStage(() => BigInt(amount)),
    ),
  )
  return counted(id, cells, different)
}

export function group(records: CountedRecord[], different: Partial<CountedGroup> = {}): CountedGroup {
  return { records, confirmed: [], open: [], partOf: [], ...different }
}

export const byCell: KeyOf = (cell) => cellKey(cell)
export const byProvider: KeyOf = (cell, { provider }) => `${provider}|${cellKey(cell)}`

function usdCell(quarter: string, amounts: StageAmounts): CountedCell {
  return { cell: { measure: 'usd', subCluster: 'psa', priorityArea: null, beneficiary: 'auc', quarter }, amounts }
}

function counted(id: string, cells: CountedCell[], different: Partial<CountedRecord>): CountedRecord {
  const totals: MeasureAmounts = {}
  for (const measure of measures) {
    const own = cells.filter(({ cell }) => cell.measure === measure)
    if (own.length > 0)
      totals[measure] = perStage((stage) => own.reduce((sum, { amounts }) => sum + amounts[stage], 0n))
  }
  return {
    id,
    rank: 3,
    withdrawn: false,
    visibility: 'shared',
    provider: 'eu',
    reportedBy: 'eu',
    instrument: null,
    month: '2008-01',
    envelopes: [],
    totals,
    cells,
    ...different,
  }
}

const ids = ['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6']
const anyId = fc.constantFrom(...ids)
const amount = fc.oneof(fc.bigInt({ min: 0n, max: 12n }), fc.bigInt({ min: 0n, max: 10n ** 14n }))
const stageAmounts = fc.array(amount, { minLength: 3, maxLength: 3 }).map((amounts): StageAmounts => {
  const [delivered = 0n, arranged = 0n, announced = 0n] = amounts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return { announced, arranged, delivered }
})
const randomCell = fc.record({
  cell: fc.record({
    measure: fc.constantFrom('usd' as const, 'usd' as const, 'seats' as const),
    subCluster: fc.constantFrom('psa', null),
    priorityArea: fc.constant(null),
    beneficiary: fc.constant('auc'),
    quarter: fc.constantFrom('2008-Q1', '2008-Q2', '2008-Q3'),
  }),
  amounts: stageAmounts,
})
const randomRecord = fc.record({
  cells: fc.uniqueArray(randomCell, { selector: ({ cell }) => cellKey(cell), maxLength: 5 }),
  rank: fc.integer({ min: 0, max: 5 }),
  withdrawn: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  visibility: fc.constantFrom('shared' as const, 'shared' as const, 'coordinators' as const),
  provider: fc.constantFrom('eu', 'un-dpko'),
  reportedBy: fc.constantFrom('eu', 'un-dpko', 'auc'),
  envelopes: fc.uniqueArray(anyId, { maxLength: 2 }),
})

/** Random groups; the merges are made one after another as coordinators may make them. */
export const randomGroups: fc.Arbitrary<CountedGroup> = fc
  .record({
    records: fc.array(randomRecord, { minLength: 2, maxLength: ids.length }),
    merges: fc.array(fc.record({ a: anyId, b: anyId, first: fc.boolean() }), { maxLength: 3 }),
    open: fc.array(fc.record({ a: anyId, b: anyId, score: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      maxLength: 6,
    }),
    partOf: fc.array(fc.record({ part: anyId, whole: anyId }), { maxLength: 2 }),
    atParentMonth: fc.option(stageAmounts),
  })
  .map(({ records, merges, open, partOf, atParentMonth }) => {
    const made = records.map(({ cells, ...different }, index) => counted(ids[index] ?? '', cells, different))
    const start = group(made, {
      open,
      partOf,
      // Another conversion for some pairs of child and parent, and none for the others.
      childUsdAtParentMonth: (child, parent) => (child < parent ? atParentMonth : null),
    })
    return merges.reduce((merged, { a, b, first }) => decideSame(merged, a, b, first), start)
  })

/** The group after a `same-contribution` of the nodes of two records; of equally advanced ones either survives. */
export function decideSame(before: CountedGroup, a: string, b: string, firstIfEqual: boolean): CountedGroup {
  const [x, y] = [survivorOf(before, a), survivorOf(before, b)]
  if (!x || !y || x === y) return before
  const firstSurvives = x.rank === y.rank ? firstIfEqual : x.rank > y.rank
  const [survivor, other] = firstSurvives ? [x.id, y.id] : [y.id, x.id]
  return { ...before, confirmed: [...before.confirmed, { survivor, other }] }
}

function survivorOf(within: CountedGroup, id: string): CountedRecord | undefined {
  return duplicateComponents(within)
    .flatMap(({ nodes }) => nodes)
    .find(({ members }) => members.some((member) => member.id === id))?.survivor
}

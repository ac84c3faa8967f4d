// What one contribution would do to the cells that it falls in: the gap before and after, and what it would oversupply.
import { sees, viewerOf } from '#domain/can.ts'
import { cellKey, countedRecord } from '#domain/coverage/cells.ts'
import type { CountedGroup } from '#domain/coverage/countedGroup.ts'
import { addFigures, noFigures, type StageFigures } from '#domain/coverage/figure.ts'
import { figuresAdded } from '#domain/coverage/figuresAdded.ts'
import { coverageRow } from '#domain/coverage/rows.ts'
import type { StageAmounts } from '#domain/coverage/stages.ts'
import { stagesAt } from '#domain/coverage/stagesAt.ts'
import { daysInQuarter } from '#domain/days.ts'
import type { Caller } from '#model/caller.ts'
import type { CellEffect } from '#model/check.ts'
import type { Contribution } from '#model/contribution.ts'
import type { Services } from '#runtime/services.ts'
import type { ScoredPair } from './findCandidates.ts'
import { readRow, sumsOf } from './readCells.ts'
import { readClosure } from './readClosure.ts'

/** Cells shown at most, the nearest in time first. */
const maxCells = 40

/** Contributions that a draft is counted with: beyond these the walk along duplicates and envelopes stops. */
const maxCountedWith = 40

/** Its figures per cell, counted with what it would duplicate and what it says that it is a part of. */
const addedBy = async (
  services: Services,
  caller: Caller,
  contribution: Contribution,
  pairs: readonly ScoredPair[],
): Promise<Map<string, StageFigures>> => {
  const duplicates = pairs.filter(({ kind, other }) => kind === 'duplicate-record' && sees(caller, other))
  const wholes = contribution.relations.filter(({ type }) => type === 'part-of').map((one) => one.contribution)
  const starts = [...new Set([...duplicates.map(({ other }) => other.id), ...wholes])]
  const { contributions, confirmed, open, partOf, inParentMonth } = await readClosure(services, starts, maxCountedWith)
  const parents = contributions.filter(({ id, usd }) => wholes.includes(id) && usd)
  const inMonthOf = new Map<string, StageAmounts | null>()
  for (const { id, usd } of parents) {
    const rates = await services.store.rates.ofMonth(usd?.month ?? '')
    inMonthOf.set(id, rates ? stagesAt(contribution, rates) : null)
  }
  const group: CountedGroup = {
    records: contributions.map(countedRecord),
    confirmed,
    open,
    partOf,
    childUsdAtParentMonth: (child, parent) =>
      child === contribution.id ? (inMonthOf.get(parent) ?? null) : inParentMonth(child, parent),
  }
  const draft = {
    record: countedRecord(contribution),
    pairs: duplicates.map(({ other, score }) => ({ other: other.id, score })),
  }
  return figuresAdded(group, draft, viewerOf(caller) ?? 'everyone')
}

/**
 * As if the contribution were recorded and its pairs found: one row of cells per priority area and measure is read, and a
 * bounded part of the group that it would be counted in.
 */
export const coverageEffect = async (
  services: Services,
  caller: Caller,
  contribution: Contribution,
  pairs: readonly ScoredPair[],
): Promise<CellEffect[]> => {
  const added = await addedBy(services, caller, contribution, pairs)
  const cells = countedRecord(contribution).cells.slice(0, maxCells)
  const rows = Map.groupBy(cells, ({ cell }) => `${cell.measure} ${cell.priorityArea}`)
  const effects = await Promise.all(
    [...rows.values()].map(async (own) => {
      const [{ cell: first }] = own as [(typeof own)[0]]
      const standing = await readRow(services, viewerOf(caller), {
        measure: first.measure,
        grouping: 'subCluster,priorityArea,beneficiary',
        key: first,
      })
      return own.map(({ cell }): CellEffect => {
        const days = cell.measure === 'experts' ? daysInQuarter(cell.quarter) : 1
        const sums = sumsOf(standing, (quarter) => quarter === cell.quarter, true)
        const before = coverageRow(sums, {}, days)
        const stages = addFigures(sums.stages, added.get(cellKey(cell)) ?? noFigures)
        const after = coverageRow({ ...sums, stages }, {}, days)
        return {
          cell,
          gapBefore: before.gap?.announced.expected ?? '0.00',
          gapAfter: after.gap?.announced.expected ?? '0.00',
          oversupplyAfter: after.oversupply?.announced.expected ?? '0.00',
        }
      })
    }),
  )
  return effects.flat()
}

// Formula 4's account: of every record in every cell, what is counted and what is left out, with the rule that left it out.
import { measures } from '#model/coverage.ts'
import { largestRemainder, sumOf } from './apportion.ts'
import { type Cell, cellKey, type CountedCell, type CountedRecord } from './cells.ts'
import { type CountedGroup, duplicateComponents, type DuplicateNode } from './countedGroup.ts'
import { Envelopes } from './envelopes.ts'
import { perStage } from './figure.ts'
import type { StageAmounts } from './stages.ts'

/** Left out because of another record: the survivor that it is the same as, or the child that an envelope holds. */
export interface LeftOut {
  rule: 'same-contribution' | 'envelope'
  because: string
  amounts: StageAmounts
}

/** One record in one cell, in hundredths: what is counted and what is left out sum up to what it reports, per stage. */
export interface AccountLine {
  record: CountedRecord
  cell: Cell
  counted: StageAmounts
  leftOut: LeftOut[]
}

const nothing: StageAmounts = perStage(() => 0n)

/**
 * A line for every cell of every live record. Summed over the lines of any row, what is counted is the row's `net.high`,
 * and with what is left out it is `reported`. An envelope's reduction is told child by child, in proportion to their
 * totals and to the cent.
 */
export function accountOf(group: CountedGroup): AccountLine[] {
  const envelopes = new Envelopes(group)
  return duplicateComponents(group).flatMap(({ nodes }) => nodes.flatMap((node) => linesOf(node, envelopes)))
}

function linesOf({ survivor, members }: DuplicateNode, envelopes: Envelopes): AccountLine[] {
  const setAside = members.filter(({ id }) => id !== survivor.id)
  return [
    ...survivorLines(survivor, members, envelopes),
    ...setAside.flatMap((record) =>
      record.cells.map(({ cell, amounts }): AccountLine => {
        const rule = 'same-contribution'
        return { record, cell, counted: nothing, leftOut: [{ rule, because: survivor.id, amounts }] }
      }),
    ),
  ]
}

function survivorLines(record: CountedRecord, members: readonly CountedRecord[], envelopes: Envelopes): AccountLine[] {
  const children = [...envelopes.childTotals(record, members)]
  const kept = new Map(envelopes.countedCells(record, members).map(({ cell, amounts }) => [cellKey(cell), amounts]))
  const countedIn = ({ cell }: CountedCell): StageAmounts => kept.get(cellKey(cell)) ?? nothing
  return measures.flatMap((measure) => {
    const own = record.cells.filter(({ cell }) => cell.measure === measure)
    const byStage = perStage((stage) =>
      reductions(
        own.map((counted) => counted.amounts[stage] - countedIn(counted)[stage]),
        children.map(([, totals]) => totals[measure]?.[stage] ?? 0n),
      ),
    )
    return own.map((counted, place): AccountLine => {
      const leftOut = children.map(([because], child): LeftOut => {
        return { rule: 'envelope', because, amounts: perStage((stage) => byStage[stage][child]?.[place] ?? 0n) }
      })
      return {
        record,
        cell: counted.cell,
        counted: countedIn(counted),
        leftOut: leftOut.filter(({ amounts }) => sumOf(Object.values(amounts)) > 0n),
      }
    })
  })
}

/**
 * Per child and cell, what the child takes of a cell's reduction. Each child's sum is its share of the whole reduction,
 * its own total where all of it fits, and the children's amounts sum up to the reduction of every cell.
 */
function reductions(ofCells: readonly bigint[], totals: readonly bigint[]): bigint[][] {
  let left = [...ofCells]
  const shares = largestRemainder(sumOf(ofCells), totals)
  return shares.map((share, child) => {
    // No part passes what is left of its cell, since no share passes what is left of all.
    const taken = child === shares.length - 1 ? left : largestRemainder(share, left)
    left = left.map((amount, place) => amount - (taken[place] ?? 0n))
    return taken
  })
}

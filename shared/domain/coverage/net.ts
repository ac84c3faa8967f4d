// Formula 4: what is left of the reported figures when duplicates and envelopes are taken out, as a range.
import type { Stage } from '#model/coverage.ts'
import { roundHalfUp, smallest } from '../decimal.ts'
import type { Cell, CountedCell, CountedRecord } from './cells.ts'
import {
  type CountedGroup,
  type DuplicateComponent,
  duplicateComponents,
  type DuplicateNode,
  liveRecords,
  possibleSurvivors,
} from './countedGroup.ts'
import { Envelopes } from './envelopes.ts'
import { addFigures, type Figure, perStage, type StageFigures } from './figure.ts'
import type { StageAmounts } from './stages.ts'

/** The key under which a record's amount in a cell is summed: its cell, or with its provider or instrument in it. */
export type KeyOf = (cell: Cell, record: CountedRecord) => string

type KeyedAmounts = Map<string, StageAmounts>

const scoreParts = 1_000_000_000

/**
 * The figures of a group per key, in hundredths. `low` is taken per key, so keys are as fine as cells, and rows are sums
 * over them: groups and cells add. Deciding one open pair either way leaves every new figure inside its old range.
 */
export function groupFigures(group: CountedGroup, keyOf: KeyOf): Map<string, StageFigures> {
  const figures = new Map<string, StageFigures>()
  const add = (key: string, more: StageFigures) => {
    const sum = figures.get(key)
    figures.set(key, sum ? addFigures(sum, more) : more)
  }
  for (const record of liveRecords(group)) {
    for (const [key, amounts] of keyed(record.cells, record, keyOf)) {
      add(
        key,
        perStage((stage) => ({ reported: amounts[stage], high: 0n, expected: 0n, low: 0n })),
      )
    }
  }
  const envelopes = new Envelopes(group)
  for (const component of duplicateComponents(group)) {
    for (const [key, range] of componentRange(component, envelopes, keyOf)) add(key, range)
  }
  return figures
}

// What a component adds to high, expected and low, and nothing to reported.
function componentRange(component: DuplicateComponent, envelopes: Envelopes, keyOf: KeyOf): Map<string, StageFigures> {
  const { nodes, score } = component
  const countedAs = ({ survivor }: DuplicateNode, members: CountedRecord[]) =>
    keyed(envelopes.countedCells(survivor, members), survivor, keyOf)

  const everyMember = nodes.flatMap(({ members }) => members)
  const highs = nodes.map((node) => countedAs(node, node.members)).reduce(sumOfKeyed, new Map())
  const lows =
    nodes.length === 1
      ? highs
      : possibleSurvivors(component)
          .map((node) => countedAs(node, everyMember))
          .reduce(smallestOfKeyed)
  const ranges = new Map<string, StageFigures>()
  for (const [key, most] of highs) {
    const least = lows.get(key)
    const range = (stage: Stage) => figureBetween(most[stage], least?.[stage] ?? 0n, score)
    ranges.set(key, perStage(range))
  }
  return ranges
}

// Expected is rounded to a whole hundredth, halves towards the high; between two whole numbers it stays inside.
function figureBetween(high: bigint, low: bigint, score: number): Figure {
  if (high === low) return { reported: 0n, high, expected: high, low }
  const parts = BigInt(Math.round(Math.min(1, Math.max(0, score)) * scoreParts))
  const whole = BigInt(scoreParts)
  return { reported: 0n, high, expected: low + roundHalfUp((high - low) * (whole - parts), whole), low }
}

function keyed(cells: readonly CountedCell[], record: CountedRecord, keyOf: KeyOf): KeyedAmounts {
  const sums: KeyedAmounts = new Map()
  for (const { cell, amounts } of cells) addKeyed(sums, keyOf(cell, record), amounts)
  return sums
}

function sumOfKeyed(sums: KeyedAmounts, more: KeyedAmounts): KeyedAmounts {
  for (const [key, amounts] of more) addKeyed(sums, key, amounts)
  return sums
}

function addKeyed(sums: KeyedAmounts, key: string, amounts: StageAmounts): void {
  const sum = sums.get(key)
  sums.set(key, sum ? stageWise(sum, amounts, (a, b) => a + b) : amounts)
}

// A node that puts nothing under a key puts zero there, so only keys that all have can have a low above zero.
function smallestOfKeyed(a: KeyedAmounts, b: KeyedAmounts): KeyedAmounts {
  const both = [...a].flatMap(([key, amounts]) => {
    const others = b.get(key)
    return others ? [[key, stageWise(amounts, others, (x, y) => smallest(x, y))] as const] : []
  })
  return new Map(both)
}

function stageWise(a: StageAmounts, b: StageAmounts, of: (x: bigint, y: bigint) => bigint): StageAmounts {
  return perStage((stage) => of(a[stage], b[stage]))
}

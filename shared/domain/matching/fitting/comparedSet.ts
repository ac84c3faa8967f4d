// A labelled set once compared: its candidate pairs with their levels and judgements, and the true pairs there are.
import { type Levels } from '../comparedFields.ts'
import { compareFields } from '../compareFields.ts'
import { candidatesAmong } from '../findMatches.ts'
import type { MatchRecord } from '../matchRecord.ts'
import type { MatchRow } from '../matchRow.ts'
import { oneProvider } from '../scorePair.ts'
import { type Judgement, judgementOf, type LabelledSet } from './labelledSet.ts'
import type { FittedKind } from './fitSettings.ts'

export interface ComparedPair {
  /** Places in `records`, the lesser first. */
  a: number
  b: number
  levels: Levels
  judgement: Judgement
}

export interface ComparedSet {
  name: string
  weight: number
  records: { id: string; reporter: string | null }[]
  /** By ascending places. */
  pairs: ComparedPair[]
  /** How many pairs are labelled true, candidates or not. */
  gold: Record<FittedKind, number>
}

const trueOf: Record<FittedKind, Judgement> = { 'duplicate-record': 'duplicate', 'overlapping-effort': 'overlap' }

/** Whether a judged pair is true for a kind. */
export const isTrue = (kind: FittedKind, { judgement }: ComparedPair): boolean => judgement === trueOf[kind]

/** Whether a pair can be of a kind at all. */
export const isPossible = (kind: FittedKind, { levels }: ComparedPair): boolean =>
  kind === 'duplicate-record' || !oneProvider.has(levels.parties ?? '')

/**
 * Whether a pair teaches and measures a kind. A part of a sum is no duplicate and no clean opposite of one; overlaps
 * are judged only where a set labels any.
 */
export const counts = (kind: FittedKind, set: ComparedSet, pair: ComparedPair): boolean =>
  pair.judgement !== null &&
  isPossible(kind, pair) &&
  (kind === 'duplicate-record' ? pair.judgement !== 'part_of' : set.gold[kind] > 0)

/** Compares every candidate pair of a set. */
export function compareSet(set: LabelledSet, readRow: (row: MatchRow) => MatchRecord): ComparedSet {
  const records = set.rows.map(readRow)
  const labelled = [...set.labels.values()]
  return {
    name: set.name,
    weight: set.weight,
    records: records.map(({ id, reporter }) => ({ id, reporter })),
    pairs: [...comparedPairs(set, records)],
    gold: {
      'duplicate-record': labelled.filter((label) => label === 'duplicate').length,
      'overlapping-effort': labelled.filter((label) => label === 'overlap').length,
    },
  }
}

function* comparedPairs(set: LabelledSet, records: readonly MatchRecord[]): Generator<ComparedPair> {
  for (const [a, others] of candidatesAmong(records)) {
    for (const b of others.toSorted((x, y) => x - y)) {
      const [left, right, leftRow, rightRow] = [records[a], records[b], set.rows[a], set.rows[b]]
      if (!left || !right || !leftRow || !rightRow || left.id === right.id) continue
      yield { a, b, levels: compareFields(left, right), judgement: judgementOf(set, leftRow, rightRow) }
    }
  }
}

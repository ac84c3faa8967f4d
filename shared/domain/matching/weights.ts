// What each level of agreement weighs, in log-odds, for every kind of finding: the reviewed data file, typed.
import type { FindingKind } from '#model/finding.ts'
import { comparedFields, type ComparedField, type Levels } from './comparedFields.ts'
import data from './weights.json' with { type: 'json' }

/** Kinds that pairs are scored for; oversupply is found in coverage cells. */
export type ScoredKind = Exclude<FindingKind, 'oversupply'>

/**
 * The weights of one kind: where the log-odds start, and what each level of a field adds. A field `a×b` holds what the
 * levels `x|y` of two fields add together, beside what each adds by itself. An absent level adds nothing.
 */
export interface KindWeights {
  base: number
  fields: Readonly<Record<string, Readonly<Record<string, number>> | undefined>>
}

/** Every finding carries it; it changes with any weight. */
export const weightsVersion: string = data.version

/**
 * `duplicate-record` and `overlapping-effort` are fitted by `npm run calibrate`: logistic regression (L2) over labelled
 * pairs, with the sign of plain agreement and disagreement held, and floors for what the sets hardly show (another
 * year, city, series number or beneficiary; providers without a link; no substance). `schedule-clash` and `part-of`
 * have too few labels and are set by hand.
 */
export const weights: Record<ScoredKind, KindWeights> = data.kinds

/** What a field adds at the level that it reached: its own weight, and what it adds together with other fields. */
export function weightsOf(kind: ScoredKind, field: ComparedField, levels: Levels): number {
  const level = levels[field]
  const weighed = compiled[kind].find((one) => one.field === field)
  return level === undefined || weighed === undefined ? 0 : weightAt(weighed, level, levels)
}

/** The sum of all weights of a kind at these levels, from its base: the log-odds. */
export function logOddsAt(kind: ScoredKind, levels: Levels): number {
  let sum = weights[kind].base
  for (const weighed of compiled[kind]) {
    const level = levels[weighed.field]
    if (level !== undefined) sum += weightAt(weighed, level, levels)
  }
  return sum
}

interface WeighedField {
  field: ComparedField
  own: Readonly<Record<string, number>>
  joint: { other: ComparedField; at: Map<string, Map<string, number>> }[]
}

function weightAt({ own, joint }: WeighedField, level: string, levels: Levels): number {
  let sum = own[level] ?? 0
  for (const { other, at } of joint) {
    const beside = levels[other]
    if (beside !== undefined) sum += at.get(level)?.get(beside) ?? 0
  }
  // In whole hundredths, as the data file has them, so that evidence shows no rounding of sums.
  return Math.round(sum * 100) / 100
}

// In the order of the compared fields, so that evidence sums to the log-odds to the last bit.
const compiled: Record<ScoredKind, readonly WeighedField[]> = {
  'duplicate-record': compile(weights['duplicate-record']),
  'overlapping-effort': compile(weights['overlapping-effort']),
  'schedule-clash': compile(weights['schedule-clash']),
  'part-of': compile(weights['part-of']),
}

function compile({ fields }: KindWeights): WeighedField[] {
  const weighed = comparedFields.map((field): WeighedField => ({
    field,
    own: fields[field] ?? {},
    joint: comparedFields.flatMap((other) => {
      const table = fields[`${field}×${other}`]
      return table === undefined ? [] : [{ other, at: byLevels(table) }]
    }),
  }))
  return weighed.filter(({ own, joint }) => joint.length > 0 || Object.keys(own).length > 0)
}

function byLevels(table: Readonly<Record<string, number>>): Map<string, Map<string, number>> {
  const levels = new Map<string, Map<string, number>>()
  for (const [pair, weight] of Object.entries(table)) {
    const [level = '', beside = ''] = pair.split('|')
    levels.set(level, (levels.get(level) ?? new Map<string, number>()).set(beside, weight))
  }
  return levels
}

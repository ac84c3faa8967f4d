// The weights file: fitted weights rounded and put in order beside what is kept by hand, under a version of its own.
import { comparedFields } from '../comparedFields.ts'
import type { KindWeights, ScoredKind } from '../weights.ts'
import { type FittedKind, fittedKinds, leastWeight } from './fitSettings.ts'
import { type Feature, type FieldLevels, interactionMark, interactionsIn, termWalk } from './terms.ts'

export interface WeightsFile {
  version: string
  kinds: Record<ScoredKind, KindWeights>
}

/** What the fit found for a kind. */
export interface FittedWeights {
  base: number
  features: readonly Feature[]
  weights: Float64Array
}

/** The next version of a day: `2026-11-22.1`, then `2026-11-22.2`. */
export function versionAfter(present: string, today: string): string {
  const [day, number] = present.split('.')
  return `${today}.${day === today ? Number(number) + 1 : 1}`
}

/** The present file with the fitted kinds in the place of their own. */
export function weightsFileOf(
  present: WeightsFile,
  version: string,
  fitted: Record<FittedKind, FittedWeights>,
): WeightsFile {
  const kinds = { ...present.kinds }
  for (const kind of fittedKinds) kinds[kind] = kindWeightsOf(present.kinds[kind], fitted[kind])
  return { version, kinds }
}

// A plain level that no labelled pair shows keeps the weight that it has: the labels say nothing of it.
function kindWeightsOf(present: KindWeights, { base, features, weights }: FittedWeights): KindWeights {
  const fields = new Map<string, Map<string, number>>()
  const put = (field: string, level: string, weight: number): void => {
    const levels = fields.get(field)
    if (levels) levels.set(level, weight)
    else fields.set(field, new Map([[level, weight]]))
  }
  const seen = new Set(features.map(({ field, level }) => `${field} ${level}`))
  for (const [field, levels] of Object.entries(present.fields)) {
    if (field.includes(interactionMark)) continue
    for (const [level, weight] of Object.entries(levels ?? {}))
      if (!seen.has(`${field} ${level}`)) put(field, level, weight)
  }
  features.forEach(({ field, level }, index) => {
    const weight = weights[index] ?? 0
    if (Math.abs(weight) >= leastWeight) put(field, level, rounded(weight))
  })
  return { base: rounded(base), fields: ordered(fields) }
}

const rounded = (weight: number): number => Math.round(weight * 100) / 100 || 0

// Fields as evidence shows them, then interactions; the levels of each by falling weight.
function ordered(fields: ReadonlyMap<string, ReadonlyMap<string, number>>): KindWeights['fields'] {
  const order = new Map<string, number>(comparedFields.map((field, index) => [field, index]))
  const place = (field: string): number => order.get(field) ?? comparedFields.length
  return Object.fromEntries(
    [...fields]
      .toSorted(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
      .map(([field, levels]) => [
        field,
        Object.fromEntries([...levels].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))),
      ]),
  )
}

/** Log-odds by the weights of a kind. */
export function logOddsBy({ base, fields }: KindWeights): (levels: FieldLevels) => number {
  const eachTerm = termWalk(interactionsIn(Object.keys(fields)))
  return (levels) => {
    let sum = base
    eachTerm(levels, (field, level) => (sum += fields[field]?.[level] ?? 0))
    return sum
  }
}

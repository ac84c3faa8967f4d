// The terms that a score adds up: the level of every compared field, and of two fields together where that says more.
import type { FeatureRows } from './fitLogistic.ts'

/** Levels by field; what a pair's neighbourhood says is a field like any other. */
export type FieldLevels = Readonly<Record<string, string | undefined>>

/** Two fields whose levels weigh together as well: the field `subject×start` with levels like `title|same`. */
export type Interaction = readonly [field: string, other: string]

export const interactionMark = '×'
const interactionField = ([field, other]: Interaction): string => `${field}${interactionMark}${other}`

/** The interactions among fields of a weights file. */
export const interactionsIn = (fields: Iterable<string>): Interaction[] =>
  [...fields].flatMap((name): Interaction[] => {
    const [field = '', other] = name.split(interactionMark)
    return other === undefined ? [] : [[field, other]]
  })

// Interactions with their names, made once for all rows.
type NamedInteraction = readonly [name: string, field: string, other: string]
const named = (interactions: readonly Interaction[]): NamedInteraction[] =>
  interactions.map(([field, other]) => [interactionField([field, other]), field, other])

/** A walk over terms: calls `take` with each field and level that holds: the plain ones, then those of interactions. */
export function termWalk(
  interactions: readonly Interaction[],
): (levels: FieldLevels, take: (field: string, level: string) => void) => void {
  const joint = named(interactions)
  return (levels, take) => {
    for (const field in levels) {
      const level = levels[field]
      if (level !== undefined) take(field, level)
    }
    for (const [name, field, second] of joint) {
      const [level, other] = [levels[field], levels[second]]
      if (level !== undefined && other !== undefined) take(name, `${level}|${other}`)
    }
  }
}

/** A level of a field, and how many rows have it. */
export interface Feature {
  field: string
  level: string
  seen: number
}

/** Rows of levels, made when they are asked for: a set has too many to keep. */
export interface LevelRows {
  count: number
  levelsOf: (row: number) => FieldLevels
  interactions: readonly Interaction[]
}

/** The features that the counted rows show: an interaction needs `fewest` of them, a plain level one. */
export function featuresOf(
  { count: rows, levelsOf, interactions }: LevelRows,
  counts: (row: number) => boolean,
  fewest: number,
): Feature[] {
  const seen = new Map<string, Map<string, number>>()
  const eachTerm = termWalk(interactions)
  for (let row = 0; row < rows; row++) {
    if (!counts(row)) continue
    eachTerm(levelsOf(row), (field, level) => {
      let ofField = seen.get(field)
      if (!ofField) seen.set(field, (ofField = new Map()))
      ofField.set(level, (ofField.get(level) ?? 0) + 1)
    })
  }
  return [...seen]
    .flatMap(([field, levels]) => [...levels].map(([level, count]) => ({ field, level, seen: count })))
    .filter((feature) => feature.seen >= (feature.field.includes(interactionMark) ? fewest : 1))
    .toSorted((a, b) => compareText(a.field, b.field) || compareText(a.level, b.level))
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Every row as the features that hold in it; a term that is no feature is left out. */
export function featureRowsOf(
  { count: rows, levelsOf, interactions }: LevelRows,
  features: readonly Feature[],
): FeatureRows {
  const columnOf = new Map<string, Map<string, number>>()
  features.forEach(({ field, level }, column) => {
    let ofField = columnOf.get(field)
    if (!ofField) columnOf.set(field, (ofField = new Map()))
    ofField.set(level, column)
  })
  const eachTerm = termWalk(interactions)
  const starts = new Uint32Array(rows + 1)
  const columns: number[] = []
  for (let row = 0; row < rows; row++) {
    const found: number[] = []
    eachTerm(levelsOf(row), (field, level) => {
      const column = columnOf.get(field)?.get(level)
      if (column !== undefined) found.push(column)
    })
    for (const column of found.toSorted((a, b) => a - b)) columns.push(column)
    starts[row + 1] = columns.length
  }
  return { starts, columns: Uint16Array.from(columns) }
}

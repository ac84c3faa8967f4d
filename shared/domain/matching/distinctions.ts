// What sets like-named organizations apart: the State, the part of the compass, the number in the name.
import { countryNamed } from './countryNames.ts'

const compass = new Map(
  [
    ['west', 'west western ouest occidental occidentale oeste غرب'],
    ['east', 'east eastern est oriental orientale leste شرق'],
    ['north', 'north northern nord norte septentrional شمال'],
    ['south', 'south southern sud sul austral australe meridional جنوب'],
    ['central', 'central centrale centre-africaine وسط'],
  ].flatMap(([part = '', words = '']) => words.split(' ').map((word): [string, string] => [word, part])),
)

/** The part of the compass that a folded word names. */
export const compassOf = (word: string): string | null => compass.get(word) ?? null

/** The States, parts of the compass and numbers that folded words name, each kind apart. */
export interface Distinctions {
  states: ReadonlySet<string>
  compass: ReadonlySet<string>
  numbers: ReadonlySet<string>
  /** Positions of the words that name States. */
  stateWords: ReadonlySet<number>
}

/** What sets an organization apart by its name. */
export function distinctionsOf(words: readonly string[]): Distinctions {
  const few = words.slice(0, 40)
  const [states, stateWords] = [new Set<string>(), new Set<number>()]
  for (let at = 0; at < few.length;) {
    const length = [4, 3, 2, 1].find((size) => countryNamed(few.slice(at, at + size).join(' ')) !== null) ?? 0
    if (length > 0) states.add(countryNamed(few.slice(at, at + length).join(' ')) ?? '')
    for (let word = at; word < at + length; word++) stateWords.add(word)
    at += Math.max(1, length)
  }
  return {
    states,
    stateWords,
    compass: new Set(few.flatMap((word) => compassOf(word) ?? [])),
    numbers: new Set(few.filter((word) => /\d|^(?:i{2,3}|i?[vx]|vi{1,3})$/.test(word))),
  }
}

const isEqual = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((one) => b.has(one))

/** `apart`: both sides name something else of one kind. `unlike`: one side names something, the other nothing. */
export function comparedDistinctions(a: Distinctions, b: Distinctions): 'equal' | 'unlike' | 'apart' {
  let answer: 'equal' | 'unlike' = 'equal'
  for (const kind of ['states', 'compass', 'numbers'] as const) {
    if (isEqual(a[kind], b[kind])) continue
    if (a[kind].size > 0 && b[kind].size > 0) return 'apart'
    answer = 'unlike'
  }
  return answer
}

// Tells which State a name speaks for: the State itself, a ministry, embassy or agency of it.
import { isNear, isSlip } from './nameSlips.ts'
import { agenciesOfStates, namesOfStates } from './stateNames.ts'

interface Names {
  /** Of names and adjectives. */
  states: Map<string, string>
  /** Of names, adjectives and agencies. */
  voices: Map<string, string>
  namesOf: Map<string, string[]>
  /** Of the States' own names, and of what stands beside them. */
  words: Set<string>
  wordsOfSize: Map<number, string[]>
}

// Made on first use: reading the CLDR takes some milliseconds that a function without names to read need not spend.
let made: Names | undefined

function known(): Names {
  if (made) return made
  const states = new Map(namesOfStates().map(([code, name]) => [name, code]))
  const voices = new Map([...states, ...agenciesOfStates().map(([code, name]): [string, string] => [name, code])])
  const namesOf = new Map<string, string[]>()
  for (const [name, code] of voices) namesOf.set(code, [...(namesOf.get(code) ?? []), name])
  const words = new Set([...[...states.keys()].flatMap((name) => name.split(' ')), ...sovereignWords])
  made = { states, voices, namesOf, words, wordsOfSize: Map.groupBy(words, ({ length }) => length) }
  return made
}

/** The folded names, adjectives and agencies of a State (ISO 3166-1 alpha-2). */
export const stateNamesOf = (country: string): readonly string[] => known().namesOf.get(country) ?? []

/** The State (ISO 3166-1 alpha-2) of exactly this folded name or adjective. */
export const countryNamed = (folded: string): string | null => known().states.get(folded) ?? null

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/))

// What stands beside a State's name when the State itself is meant.
const sovereignWords = setOf(
  `government gouvernement governo gobierno govt gov regierung bundesregierung kingdom royaume reino konigreich republic
  republique republica republik bundesrepublik royal royale federal federale federative confederation commonwealth federation state
  states etat union islamic islamique arab arabe sultanate emirate principality grand duchy democratic democratique
  people peoples socialist of the de la le du des d l do da and et of for s حكومه جمهوريه مملكه المملكه دوله`,
)

// What stands beside it when an arm of the State is meant.
const arms = setOf(
  `department ministry ministere ministerio ministerium minister mfa maf mod mofa foreign affairs affaires etrangeres
  etranger exteriores negocios estrangeiros office auswartiges amt embassy ambassade embaixada delegation consulate high
  commission mission permanent representation liaison agency agence agencia cooperation cooperacion cooperacao
  development developpement defence defense aid trade economic international zaken van buitenlandse ministerie
  bundesministerium fur secretariat parliament armed forces army troops secretary europe europeenne وزاره سفاره`,
)

const post =
  /\b(?:embassy|ambassade|embaixada|delegation|mission|high commission|consulate|representation|representacao)\b/
const elsewhere = / (?:to|in|at|aupres|au|aux|en|a|na|no) .*$/

/**
 * The State that a folded organization name speaks for: `kingdom of norway`, `danida`, `france mae`, `embassy of norway
 * in kampala`; null for `save the children uk`, which is no State. `EU` for the European Union and its institutions.
 */
export function stateOf(folded: string): string | null {
  const voice = voiceIn(folded)
  if (voice !== null) return voice
  if (/^(?:european commission|commission europeenne) /.test(folded)) return 'EU'
  const found = post.exec(folded)
  if (!found) return null
  const upToPost = folded.slice(0, found.index + found[0].length)
  return voiceIn(upToPost) ?? voiceIn(upToPost + folded.slice(upToPost.length).replace(elsewhere, ''))
}

const voiceIn = (folded: string): string | null => onlyState(folded, known().voices, arms)

/** The State that a folded name means itself, `government of norway`, `royaume du maroc`; null for its ministries. */
export const sovereignOf = (folded: string): string | null => onlyState(folded, known().states, new Set())

/** A State alone has at least so many letters to be mended: fewer are too near to words of their own (`child`, `chile`). */
const leastMended = 6

/** A name with more wrong words, or more words, is no State's. */
const [mostMended, mostWords] = [2, 10]

/**
 * `sovereignOf` a name with a slip of the pen in one word or two: `governmet of cnada`, `swtizerland`. Null when a word
 * may stand for two.
 */
export function correctedSovereignOf(folded: string): string | null {
  const words = folded.split(' ')
  const wrong = words.filter((word) => word.length >= 4 && !known().words.has(word))
  if (wrong.length > mostMended || words.length > mostWords) return null
  const mended = words.map((word) => (wrong.includes(word) ? mendedWord(word, words.length > 1) : word))
  return mended.includes(null) ? null : sovereignOf(mended.join(' '))
}

function mendedWord(word: string, hasNeighbours: boolean): string | null {
  const least = hasNeighbours ? leastMended - 1 : leastMended
  const sizes = [word.length - 1, word.length, word.length + 1]
  const near = sizes
    .flatMap((size) => known().wordsOfSize.get(size) ?? [])
    // One slip leaves the first letter or the last.
    .filter((other) => word[0] === other[0] || word.at(-1) === other.at(-1))
    .filter((other) => isNear(word, other) || isSlip(word, other))
  const states = new Set(near.map((other) => known().states.get(other) ?? other))
  const [meant] = near.filter((other) => other.length >= least && isSlip(word, other))
  return states.size === 1 ? (meant ?? null) : null
}

function onlyState(folded: string, names: ReadonlyMap<string, string>, further: ReadonlySet<string>): string | null {
  const words = folded.split(' ').slice(0, 14)
  let only: string | null = null
  for (let at = 0; at < words.length;) {
    const length = nameLengthAt(words, at, names)
    const word = words[at] ?? ''
    if (length === 0 && !sovereignWords.has(word) && !further.has(word)) return null
    const state = names.get(words.slice(at, at + length).join(' ')) ?? null
    if (state !== null && only !== null && state !== only) return null
    only = state ?? only
    at += Math.max(1, length)
  }
  return only
}

function nameLengthAt(words: readonly string[], at: number, names: ReadonlyMap<string, string>): number {
  for (let length = Math.min(9, words.length - at); length > 0; length--) {
    if (names.has(words.slice(at, at + length).join(' '))) return length
  }
  return 0
}

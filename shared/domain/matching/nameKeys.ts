// Index keys of an organization's name: spellings of one name meet under at least one of them.
import { comparableName } from './comparableName.ts'
import { withoutOffice } from './compareNames.ts'
import { countryNamed } from './countryNames.ts'
import { conceptsOf } from './glossary.ts'

interface StoredNames {
  id: string
  names: Partial<Record<string, string>>
  acronyms: readonly string[]
  aliases: readonly string[]
  iatiOrganization?: string | null
}

/** A name is stored and looked up under at most this many keys, each of which is one Query. */
export const mostNameKeys = 10

// Words that hundreds of names begin or end with: a block of them would tell nothing.
const everyday = new Set(
  `ministry department office international national regional association organization institute centre foundation fund
  agency council committee commission group african africa un au eu development programme project support training
  ministere departement bureau internationale nationale centre fonds agence conseil comite commission groupe`.split(
    /\s+/,
  ),
)

/**
 * At most ten keys, the surest first: the State that the name means (`s:`, and nothing else then), the whole `n:`ame with
 * written and derived acronyms, its `w:`ords in any order, and its `b:`eginning and `e:`nd, of which a slip of the pen
 * leaves one whole. A name of several parts (`IOM - International Organization for Migration`) is found under each too.
 */
export function nameKeys(name: string): string[] {
  const keys = [...keysOf(name), ...partsOf(name).flatMap((part) => keysOf(part).slice(0, 3))]
  return [...new Set(keys)].slice(0, mostNameKeys)
}

// What an alias or acronym is stored under: its State or itself.
const aliasKeys = (name: string): string[] => keysOf(name).slice(0, 1)

/** What a partner is stored under, the surest first: all keys of its names, and one of each alias, acronym and its id. */
export function partnerKeys({ id, names, acronyms, aliases, iatiOrganization }: StoredNames): string[] {
  const own = Object.values(names).map((name) => nameKeys(name ?? ''))
  const further = [id, ...acronyms, ...aliases].flatMap(aliasKeys)
  const reference = iatiOrganization ? [referenceKey(iatiOrganization)] : []
  return [...new Set([...own.flatMap((keys) => keys.slice(0, 1)), ...reference, ...further, ...own.flat()])]
}

const referenceKey = (reference: string): string => `i:${reference.toLowerCase().slice(0, 60)}`

/** What an IATI organization identifier is looked up under: as such, and as the alias that a coordinator may have given it. */
export function referenceKeys(reference: string): string[] {
  return [referenceKey(reference), ...aliasKeys(reference)]
}

function keysOf(name: string): string[] {
  const { text, others, acronyms, initials, distinctions, sovereign, correctedSovereign } = comparableName(name)
  if (text === '') return []
  if (sovereign !== null) return [stateKey(sovereign)]
  const states = [...distinctions.states].toSorted()
  return [
    nameKey([text.replaceAll(' ', '')]),
    nameKey([...withoutOffice(others), ...states]),
    ...(correctedSovereign === null ? [] : [stateKey(correctedSovereign)]),
    ...acronyms
      .filter((acronym) => countryNamed(acronym) === null)
      .slice(0, 2)
      .map((acronym) => nameKey([acronym])),
    ...initials.slice(0, 2).map((letters) => nameKey([letters])),
    wordsKey([...others.flatMap(conceptsOf), ...states]),
    ...endKeys(others),
  ]
}

const stateKey = (state: string): string => `s:${state.toLowerCase()}`

const nameKey = (parts: readonly string[]): string => `n:${parts.join('').toLowerCase().slice(0, 60)}`

const wordsKey = (concepts: readonly string[]): string =>
  `w:${[...new Set(concepts)]
    .toSorted()
    .slice(0, 5)
    .map((word) => word.slice(0, 4).toLowerCase())
    .join('.')}`

function endKeys(words: readonly string[]): string[] {
  const telling = words.filter((word) => !everyday.has(word)).join('')
  const letters = telling.length >= 12 ? telling : words.join('')
  if (letters.length < 12) return []
  const length = letters.length < 18 ? 6 : 8
  return [`b:${letters.slice(0, length)}`, `e:${letters.slice(-length)}`]
}

/** The parts of a name that brackets, strokes, stars or dashes set apart, when there are two to four. */
export function partsOf(name: string): string[] {
  const parts = name
    .slice(0, 300)
    .split(/[()[\]/|*;]|\s[-–—]\s|:\s/)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
  return parts.length >= 2 && parts.length <= 4 ? parts : []
}

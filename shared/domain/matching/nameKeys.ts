// Index keys of an organization's name: spellings of one name meet under at least one of them.
import { comparableName } from './comparableName.ts'
import { withoutOffice } from './compareNames.ts'
import { countryNamed } from './countryNames.ts'
import { conceptsOf } from './glossary.ts'

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
 * At most ten keys, the surest first: the whole `n:`ame, the `s:`tate that it means, written and derived `a:`cronyms,
 * its `w:`ords in any order, and its `b:`eginning and `e:`nd, of which a slip of the pen leaves one whole. A name of
 * several parts (`IOM - International Organization for Migration`) is stored and found under each part too.
 */
export function nameKeys(name: string): string[] {
  const keys = [...keysOf(name), ...partsOf(name).flatMap((part) => keysOf(part).slice(0, 3))]
  return [...new Set(keys)].slice(0, mostNameKeys)
}

function keysOf(name: string): string[] {
  const { text, others, acronyms, initials, distinctions, correctedSovereign } = comparableName(name)
  if (text === '') return []
  const states = [...distinctions.states].toSorted()
  return [
    nameKey([text.replaceAll(' ', '')]),
    nameKey([...withoutOffice(others), ...states]),
    ...(correctedSovereign === null ? [] : [`s:${correctedSovereign.toLowerCase()}`]),
    ...acronyms
      .filter((acronym) => countryNamed(acronym) === null)
      .slice(0, 2)
      .map((acronym) => `a:${acronym}`),
    ...initials.slice(0, 2).map((letters) => `a:${letters}`),
    wordsKey([...others.flatMap(conceptsOf), ...states]),
    ...endKeys(others),
  ]
}

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

// Under which names a text may speak of an organization, beside its own: a State's, and those of the two unions.
import { stateNamesOf } from './countryNames.ts'
import { conceptsOf } from './glossary.ts'
import { hashSet } from './hashes.ts'
import type { Organization } from './organization.ts'

/** The AU, the UN, the USA and the WHO are words of French and English as well, which tell of nobody. */
const smallWords = new Set(['au', 'un', 'us', 'who'])

export const isSmallWord = ([word = '', ...more]: readonly string[]): boolean =>
  more.length === 0 && smallWords.has(word)

/** What is taught and spoken is no State. */
const languages = new Set(
  'arab arabe arabic english anglais anglaise french francais francaise portuguese portugais portugaise spanish espagnol espagnole swahili'.split(
    ' ',
  ),
)

/** Shorter ones are words, but for these. */
const leastLetters = 4
const shortNames = new Set(['eu', 'ue', 'uk', 'usa'])

const unions: Readonly<Record<string, readonly string[]>> = {
  un: ['united nations', 'nations unies', 'nacoes unidas', 'الامم المتحده'],
  au: ['african union', 'union africaine', 'uniao africana', 'الاتحاد الافريقي'],
}

const isTelling = (name: string): boolean =>
  shortNames.has(name) || (name.length >= leastLetters && !languages.has(name) && !name.endsWith('speaking'))

const read = new Map<string, Uint32Array[]>()

/** The hashed concepts of each further name that a text may give an organization; none for one that is no State. */
export function otherNamesOf({ state, words }: Organization): readonly Uint32Array[] {
  const key = state ?? (isSmallWord(words) ? (words[0] ?? '') : '')
  const known = read.get(key)
  if (known) return known
  const names = state === null ? (unions[key] ?? []) : stateNamesOf(state).filter(isTelling)
  const hashed = names.map((name) => hashSet(name.split(' ').flatMap(conceptsOf))).filter(({ length }) => length > 0)
  read.set(key, hashed)
  return hashed
}

// Co-financing in words: "co-financed with France", "cofinancé par l'Allemagne", "joint funding with Denmark".
import { stateNamesOf } from './countryNames.ts'
import { conceptsOf } from './glossary.ts'
import { commonCount, hashSet } from './hashes.ts'
import type { MatchRecord } from './matchRecord.ts'
import { compareOrganizations, isNamed, type Organization } from './organization.ts'

/** Who pays along stands so many words before or after, in a list of several. */
const reach = 12

// Beside a word of funds: in English, French, Portuguese and Spanish, German and Arabic.
const together = /^(?:co|joint(?:ly)?|conjoint.*|conjunt.*|gemeinsam.*|مشترك.*|بالاشتراك)$/

const isOfFunds = (word: string): boolean => conceptsOf(word.replace(/^ب/, '')).includes('fund')

const saysTogether = (word: string, before = '', after = ''): boolean =>
  together.test(word) ? isOfFunds(before) || isOfFunds(after) : /^[ck]of/.test(word) && isOfFunds(word.slice(2))

/** The folded words around those that say co-financing, where whoever pays along is named; mostly none. */
export function cofinancersIn(words: readonly string[]): string {
  const at = words.findIndex((word, place) => saysTogether(word, words[place - 1], words[place + 1]))
  return at < 0 ? '' : words.slice(Math.max(0, at - reach), at + reach + 2).join(' ')
}

/** Whether each of two records of different providers says that it is co-financed with the other's; alike from both sides. */
export const areCofinanced = (a: MatchRecord, b: MatchRecord): boolean =>
  isNamed(a.provider) &&
  isNamed(b.provider) &&
  paysAlong(b.provider, a) &&
  paysAlong(a.provider, b) &&
  compareOrganizations(a.provider, b.provider) === 'different'

function paysAlong({ state, concepts, acronyms }: Organization, { features }: MatchRecord): boolean {
  const { cofinancers } = features
  if (cofinancers === '') return false
  const words = cofinancers.split(' ')
  const names = state === null ? acronyms : [...stateNamesOf(state), ...acronyms]
  if (names.some((name) => name.length >= 2 && ` ${cofinancers} `.includes(` ${name} `))) return true
  return concepts.length > 0 && commonCount(concepts, hashSet(words.flatMap(conceptsOf))) === concepts.length
}

// Co-financing in words: "co-financed with France", "cofinancé par l'Allemagne", "joint funding with Denmark".
import { stateNamesOf } from './countryNames.ts'
import { wordsOf } from './foldText.ts'
import { conceptsOf } from './glossary.ts'
import { commonCount, hashSet } from './hashes.ts'
import type { MatchRecord } from './matchRecord.ts'
import { compareOrganizations, isNamed, type Organization } from './organization.ts'

/** Who pays along stands among so many words behind, in a list of several. */
const reach = 8

/** Clauses of a text: a comma may stand in a list. */
const clauseEnd = /[.;:!?()\n،؛]+/

// In capitals the AU, the UN, the USA and the WHO; in small letters words of French and English.
const smallWords = /(?<![\p{L}\p{N}])(?:au|un|us|who)(?![\p{L}\p{N}])/gu

// Whoever is named behind one of these carries out, or is where it takes place.
const carriesOut =
  /^(?:implement.*|execut.*|deliver.*|held|host.*|conduct.*|manag.*|organi.*|at|through|mis|mise|realis.*|tenu|tenue|mene|menee|via|gere|geree|realizad.*|durchgefuhrt|umgesetzt|منفذ|تنفيذ|ينفذ.*|تنفذ.*)$/

// Beside a word of funds: in English, French, Portuguese and Spanish, German and Arabic.
const together = /^(?:co|joint(?:ly)?|conjoint.*|conjunt.*|gemeinsam.*|مشترك.*|بالاشتراك)$/

/** What a text with such words has somewhere: most have not, and are not folded again. */
const mayTell = /co|joint|conj|kofin|gemeinsam|مشترك|بالاشتراك/i

const isOfFunds = (word: string): boolean => conceptsOf(word.replace(/^ب/, '')).includes('fund')

const saysTogether = (word: string, before = '', after = ''): boolean =>
  together.test(word) ? isOfFunds(before) || isOfFunds(after) : /^[ck]of/.test(word) && isOfFunds(word.slice(2))

/** The folded words behind those that say co-financing, where whoever pays along is named; mostly none. */
export function cofinancersIn(text: string): string {
  if (!mayTell.test(text)) return ''
  for (const clause of text.split(clauseEnd)) {
    const words = mayTell.test(clause) ? wordsOf(clause.replaceAll(smallWords, ' ')) : []
    const at = words.findIndex((word, place) => saysTogether(word, words[place - 1], words[place + 1]))
    if (at < 0) continue
    const behind = words.slice(at + 1, at + 1 + reach)
    const end = behind.findIndex((word) => carriesOut.test(word))
    return behind.slice(0, end < 0 ? reach : end).join(' ')
  }
  return ''
}

/**
 * Whether each of two records of different providers says that it is co-financed with the other's; alike from both sides.
 * One text told twice is one record: two shares have two texts.
 */
export const areCofinanced = (a: MatchRecord, b: MatchRecord): boolean =>
  isNamed(a.provider) &&
  isNamed(b.provider) &&
  !isOneText(a, b) &&
  paysAlong(b.provider, a) &&
  paysAlong(a.provider, b) &&
  compareOrganizations(a.provider, b.provider) === 'different'

const isOneText = ({ features: a }: MatchRecord, { features: b }: MatchRecord): boolean =>
  a.cofinancers === b.cofinancers && a.foldedTitle === b.foldedTitle && a.opening === b.opening

function paysAlong({ state, concepts, acronyms }: Organization, { features }: MatchRecord): boolean {
  const { cofinancers } = features
  if (cofinancers === '') return false
  const words = cofinancers.split(' ')
  const names = state === null ? acronyms : [...stateNamesOf(state), ...acronyms]
  if (names.some((name) => name.length >= 2 && ` ${cofinancers} `.includes(` ${name} `))) return true
  return concepts.length > 0 && commonCount(concepts, hashSet(words.flatMap(conceptsOf))) === concepts.length
}

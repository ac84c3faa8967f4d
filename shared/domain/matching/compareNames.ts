// How sure it is that a written name is one of the directory's: by what was done to it on the way.
import type { ComparableName } from './comparableName.ts'
import { comparedDistinctions } from './distinctions.ts'
import { areTwoWords, isGlossaryWord } from './glossary.ts'
import { diceOf } from './hashes.ts'
import { slipsBetween } from './nameSlips.ts'
import { isShortForName } from './normalizeName.ts'

/** What is not sure stays below this, so that it waits for a coordinator. */
const mostLike = 0.85

/**
 * 1 for the very name; 0.9 and more where only spelling, style, order or a slip of the pen lies between; less for a
 * likeness. Names that what sets organizations apart (States, compass, numbers) sets apart stay below 0.5.
 */
export function compareNames(written: ComparableName, known: ComparableName): number {
  if (written.folded === known.folded) return 1
  if (written.text === known.text) return 0.97
  return sureScore(written, known) ?? likeness(written, known)
}

function sureScore(written: ComparableName, known: ComparableName): number | null {
  if (known.sovereign !== null || written.sovereign !== null) return sovereignScore(written, known)
  if (written.text.replaceAll(' ', '') === known.text.replaceAll(' ', '')) return 0.95
  if (isInitialsOf(written, known)) return 0.9
  const distinctions = comparedDistinctions(written.distinctions, known.distinctions)
  if (distinctions === 'apart') return null
  const slips = slipScore(written.words, known.words)
  return distinctions === 'equal'
    ? (wordsScore(written, known) ?? slips ?? slipScore(written.plain, known.plain))
    : slips
}

// `Government of Norway`, `Royaume de Norvège` and, with a slip, `Kindgom of Norway` are Norway; its ministries are not.
function sovereignScore({ sovereign, correctedSovereign }: ComparableName, known: ComparableName): number | null {
  if (known.sovereign === null || correctedSovereign !== known.sovereign) return null
  return sovereign === null ? 0.92 : 0.95
}

// Five letters that are just the initials of a name are hardly another's.
const isInitialsOf = ({ words, acronyms }: ComparableName, known: ComparableName): boolean =>
  words.length === 1 &&
  acronyms.some(
    (letters) => letters.length >= 5 && known.initials.includes(letters) && isShortForName(letters, known.words),
  )

function wordsScore(
  { others: written, distinctions }: ComparableName,
  { others: known }: ComparableName,
): number | null {
  if (written.length === 0 || known.length === 0) return null
  if (isTurned(written, known, distinctions.states.size > 0)) return 0.93
  const [left, right] = [withoutOffice(withoutSecretariat(written)), withoutOffice(known)]
  return isEqual(left, right) ? 0.9 : slipScore(left, right)
}

// One word alone with a slip may be another name altogether: Diakonia and Diakonie are two organizations.
function slipScore(left: readonly string[], right: readonly string[]): number | null {
  if (left.length < 2 || left.join('').length < 10) return null
  const slips = slipsBetween(left, right, areTwoWords)
  return slips === null ? null : 0.93 - 0.01 * slips
}

const isEqual = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((word, at) => word === b[at])

// `Commission of the African Union` and `African Union Commission`: the words go round. Two words alone (Peace Fund,
// Fund for Peace) may be two organizations, unless one is a union.
function isTurned(a: readonly string[], b: readonly string[], nameState: boolean): boolean {
  if (isEqual(a, b)) return true
  if (a.length !== b.length || (a.length < 3 && !nameState && !a.some((word) => ['un', 'au', 'eu'].includes(word))))
    return false
  return a.some((_, by) => by > 0 && isEqual([...a.slice(by), ...a.slice(0, by)], b))
}

const scopes = new Set(['international', 'worldwide'])

/**
 * What an organization's name may end with or leave out, where two words are left to know it by: `organization`, and
 * `international` behind words that are not everybody's (`World Vision`, but not `Youth Action`).
 */
export function withoutOffice(words: readonly string[]): readonly string[] {
  const [last, rest] = [words.at(-1) ?? '', words.slice(0, -1)]
  if (rest.length < 2) return words
  return last === 'organization' || (scopes.has(last) && !rest.every(isGlossaryWord)) ? rest : words
}

// The secretariat speaks for its organization, and the organization is not its secretariat.
const withoutSecretariat = (words: readonly string[]): readonly string[] =>
  words.length >= 3 ? words.filter((word) => !/^(?:secretariat|headquarter|hq|siege)$/.test(word)) : words

/**
 * Whether a name that has the partner's acronym in it is that partner's name besides, perhaps with its State:
 * `UK Foreign, Commonwealth and Development Office (FCDO)`.
 */
export function isNameWith(acronym: string, written: ComparableName, known: ComparableName): boolean {
  if (!written.words.includes(acronym) && !written.acronyms.includes(acronym)) return false
  if (comparedDistinctions(written.distinctions, known.distinctions) === 'apart') return false
  const [left, right] = [written, known].map(({ others }) => others.filter((word) => word !== acronym))
  return (
    left !== undefined &&
    right !== undefined &&
    right.length >= 2 &&
    (isTurned(left, right, false) || slipScore(left, right) !== null)
  )
}

function likeness(written: ComparableName, known: ComparableName): number {
  const isVoice = written.state !== null && written.state === known.state
  const words = diceOf(written.concepts, known.concepts)
  const score = 0.5 * words + 0.4 * diceOf(written.trigrams, known.trigrams)
  const isApart = comparedDistinctions(written.distinctions, known.distinctions) === 'apart'
  if (isApart) return Math.min(0.45, score)
  return Math.max(isVoice ? 0.6 : 0, Math.min(mostLike, words === 1 ? mostLike : score))
}

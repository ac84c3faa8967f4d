// Titles of which a single word tells two works apart: cohort A and B, Liberia II and III, men and women, in two towns.
import { countryNamed } from './countryNames.ts'
import { compassOf } from './distinctions.ts'
import { foldText } from './foldText.ts'
import { isGlossaryWord } from './glossary.ts'
import { ordinalIn } from './seriesMarkers.ts'

/** Who is on one of these sides is on no other. */
const sides = [' male men hommes ', ' female women femmes ', ' beginners basic debutants ', ' advanced ']

/** Of the letters those that are no word of French or Portuguese, but for a. */
const sideOf = (word: string): number | string | undefined =>
  /^[abcfgh]$/.test(word)
    ? word
    : (compassOf(word) ?? ordinalIn(word) ?? sides.find((words) => words.includes(` ${word} `)))

// A number before a plural counts: two experts.
const areSides = (one: string, other: string, next = ''): boolean => {
  const [side, otherwise] = [sideOf(one), sideOf(other)]
  if (side === undefined || otherwise === undefined || side === otherwise) return false
  return typeof side === 'string' || !next.endsWith('s')
}

const isName = (word: string): boolean => word.length > 3 && !isGlossaryWord(word)

// Of towns behind words that stand before much else too, only what is written as a name in a title that is not all names.
const isWrittenAsName = (title: string, folded: string): boolean => {
  const words = title.split(/[^\p{L}\p{M}]+/u).filter((word) => word.length > 3)
  return (
    words.slice(1).some((word) => /^\p{Ll}/u.test(word)) &&
    words.some((word) => /^\p{Lu}\p{Ll}/u.test(word) && foldText(word) === folded)
  )
}

const areTowns = (one: Contrasted, other: Contrasted): boolean => {
  const before = one.before ?? ''
  if (/^(?:of|de|do|da|du)$/.test(before)) {
    if (!isWrittenAsName(one.title, one.word) || !isWrittenAsName(other.title, other.word)) return false
  } else if (!/^(?:in|at|a|en|em)$/.test(before)) return false
  // A name is seldom spelled otherwise at its beginning, and a State may hold the town or go by another name.
  return (
    one.word[0] !== other.word[0] &&
    isName(one.word) &&
    isName(other.word) &&
    countryNamed(one.word) === null &&
    countryNamed(other.word) === null
  )
}

const areStates = (one: string, other: string): boolean => {
  const [state, otherwise] = [countryNamed(one), countryNamed(other)]
  return state !== null && otherwise !== null && state !== otherwise
}

// "Workshop 1" and "workshop 2", "boat no. 1 for", "company 2 of 3": a number that ends a title, or is said to be one.
const areNumbered = (one: string, other: string, [before = '', next, after]: (string | undefined)[]): boolean =>
  /^\d{1,2}$/.test(one) &&
  /^\d{1,2}$/.test(other) &&
  Number(one) !== Number(other) &&
  (next === undefined ||
    /^(?:no|n|nr|num|numero|number|nummer)$/.test(before) ||
    (/^(?:of|de|sur|von)$/.test(next) && /^\d{1,2}$/.test(after ?? '')))

/** A title in the one word that differs, with the word before it. */
interface Contrasted {
  title: string
  word: string
  before: string | undefined
}

/** A title as it is written and folded. */
export interface Titled {
  title: string
  foldedTitle: string
}

/** Are two titles the same but for one word, which says that they are two? */
export function areContrasted(a: Titled, b: Titled): boolean {
  const [left, right] = [a.foldedTitle.split(' '), b.foldedTitle.split(' ')]
  const [at, ...more] = left.flatMap((word, place) => (word === right[place] ? [] : place))
  if (at === undefined || more.length > 0 || left.length !== right.length || left.length < 3) return false
  const [one, other, before] = [left[at] ?? '', right[at] ?? '', left[at - 1]]
  return (
    areNumbered(one, other, [before, left[at + 1], left[at + 2]]) ||
    areSides(one, other, left[at + 1]) ||
    areStates(one, other) ||
    areTowns({ title: a.title, word: one, before }, { title: b.title, word: other, before })
  )
}

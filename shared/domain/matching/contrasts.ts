// Titles of which a single word tells two works apart: cohort A and B, Liberia II and III, men and women, in two towns.
import { countryNamed } from './countryNames.ts'
import { compassOf } from './distinctions.ts'
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

// A name is seldom spelled otherwise at its beginning, and a State may hold the town.
const areTowns = (one: string, other: string, before = ''): boolean =>
  /^(?:in|at|a|en|em)$/.test(before) &&
  one[0] !== other[0] &&
  isName(one) &&
  isName(other) &&
  !countryNamed(one) === !countryNamed(other)

// "Workshop 1" and "workshop 2", "(1)", "no. 1": a number that ends a title counts editions.
const areNumbered = (one: string, other: string): boolean =>
  /^\d{1,2}$/.test(one) && /^\d{1,2}$/.test(other) && Number(one) !== Number(other)

/** Are two folded titles the same but for one word, which says that they are two? */
export function areContrasted(a: string, b: string): boolean {
  const [left, right] = [a.split(' '), b.split(' ')]
  const [at, ...more] = left.flatMap((word, place) => (word === right[place] ? [] : place))
  if (at === undefined || more.length > 0 || left.length !== right.length || left.length < 3) return false
  const [one, other] = [left[at] ?? '', right[at] ?? '']
  if (at === left.length - 1 && areNumbered(one, other)) return true
  return areSides(one, other, left[at + 1]) || areTowns(one, other, left[at - 1])
}

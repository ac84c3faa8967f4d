// Titles of which a single word tells two works apart: cohort A and B, Liberia II and III, men and women, in two towns.
import { countryNamed } from './countryNames.ts'
import { compassOf } from './distinctions.ts'
import { foldText } from './foldText.ts'
import { isGlossaryWord } from './glossary.ts'
import { foldCity, isKnownCity } from './placeNames.ts'
import { ordinalIn } from './seriesMarkers.ts'

/** Who is on one of these sides is on no other. */
const sides = [' male men hommes ', ' female women femmes ', ' beginners basic debutants ', ' advanced ']

// A letter is a label at the end of a title, or behind what it labels; elsewhere `a` is an article.
const labelled =
  /^(?:group|groupe|grupo|team|equipe|class|classe|company|platoon|section|sector|secteur|cohorte?|batch|lot|module|session|promotion|course|cours|level|niveau|category|type|block|part|site|camp)$/

/** Of the letters those that are no word of French or Portuguese, but for a. */
const sideOf = (word: string, before: string | undefined, next: string | undefined): number | string | undefined => {
  if (/^[abcfgh]$/.test(word)) return next === undefined || labelled.test(before ?? '') ? word : undefined
  return compassOf(word) ?? ordinalIn(word) ?? sides.find((words) => words.includes(` ${word} `))
}

// A number before a plural counts: two experts.
const areSides = (one: string, other: string, before?: string, next?: string): boolean => {
  const [side, otherwise] = [sideOf(one, before, next), sideOf(other, before, next)]
  if (side === undefined || otherwise === undefined || side === otherwise) return false
  return typeof side === 'string' || next?.endsWith('s') !== true
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

// Who says where in wider words, of a region that holds the town, tells of the same.
const regions = new Set(
  'kivu darfur sahel adrar azawad tigray oromia amhara ogaden puntland somaliland jubaland katanga ituri kasai casamance cabinda borno adamawa equatoria jonglei kordofan'.split(
    ' ',
  ),
)

const areTowns = (one: Contrasted, other: Contrasted): boolean => {
  const before = one.before ?? ''
  if (/^(?:of|de|do|da|du)$/.test(before)) {
    if (!isWrittenAsName(one.title, one.word) || !isWrittenAsName(other.title, other.word)) return false
  } else if (!/^(?:in|at|a|en|em)$/.test(before)) return false
  const [town, otherwise] = [foldCity(one.word), foldCity(other.word)]
  return isKnownCity(town) && isKnownCity(otherwise) ? town !== otherwise : areOtherNames(one, other)
}

// A name is seldom spelled otherwise at its beginning, and a State may hold the town or go by another name.
const areOtherNames = (one: Contrasted, other: Contrasted): boolean =>
  one.word[0] !== other.word[0] &&
  !one.word.endsWith(other.word.slice(1)) &&
  !other.word.endsWith(one.word.slice(1)) &&
  [one, other].every(
    ({ title, word }) =>
      isName(word) && countryNamed(word) === null && !regions.has(word) && !isWrittenAsAcronym(title, word),
  )

const isWrittenAsAcronym = (title: string, folded: string): boolean =>
  title.split(/[^\p{L}\p{M}]+/u).some((word) => /^\p{Lu}{2,}$/u.test(word) && foldText(word) === folded) &&
  /\p{Ll}/u.test(title)

const areStates = (one: string, other: string): boolean => {
  const [state, otherwise] = [countryNamed(one), countryNamed(other)]
  // Either Congo is called so.
  if (one === 'congo' || other === 'congo') return false
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
    areSides(one, other, before, left[at + 1]) ||
    areStates(one, other) ||
    areTowns({ title: a.title, word: one, before }, { title: b.title, word: other, before })
  )
}

// Facts that a text states where a column is empty or vague: months, counted things, kinds of activity, audiences, cities.
import { isFunctionWord } from './commonWords.ts'
import { wordsOf } from './foldText.ts'
import { conceptsOf } from './glossary.ts'
import { hashOf, hashSet } from './hashes.ts'
import { citiesNamedIn, type MatchPlace } from './placeNames.ts'

/** What a record's title and description say in words. Every list is short, distinct and ascending. */
export interface TextFacts {
  /** Months named with their year, as `12 * year + month`, January being 0. */
  months: number[]
  /** Counted things, `28 generators`: the hashed concept and how many. */
  counts: Map<number, number>
  /** What kind of activity the title names: training, equipment, experts. */
  activities: Uint32Array
  /** Who it is for or who is sent, as hashed concepts: officers, women, border police. */
  audience: Uint32Array
  /** Cities that the description names. */
  places: MatchPlace[]
}

const mostMonths = 6
const mostCounts = 12

// January to December in English, French, Portuguese and German, folded.
const monthNames = new Map(
  `january janvier janeiro januar|february fevrier fevereiro februar|march mars marco marz|april avril abril
  may mai maio|june juin junho juni|july juillet julho juli|august aout agosto|september septembre setembro
  october octobre outubro oktober|november novembre novembro|december decembre dezembro dezember`
    .split(/\||\n/)
    .flatMap((names, month) =>
      names
        .trim()
        .split(' ')
        .map((name): [string, number] => [name, month]),
    ),
)

/** Whether a folded word names a month, in the languages above. */
export const isMonthName = (word: string): boolean => monthNames.has(word)

const activityOfConcept = new Map<string, string>(
  Object.entries({
    training: 'train course workshop',
    equipment: 'equip supply',
    experts: 'second advis expert',
  }).flatMap(([activity, concepts]) => concepts.split(' ').map((concept): [string, string] => [concept, activity])),
)

/** Concepts of people: they say for whom, and are compared by themselves. */
export const peopleConcepts: ReadonlySet<string> = new Set(
  `officer commander chief personnel judge prosecut lawyer investigat observer planner trainer facilitat analis
  specialist leader senior junior paramedic doctor nurse midwife engineer pilot journalis parliament legislat ambassad
  religi volunt youth women girl men child soldier veteran combatant envoy gendar guard`.split(/\s+/),
)

// Beside one of them a word of these says which people; elsewhere it may be what the work is about.
const qualifyingConcepts = new Set(
  `police military civil border logistic medical law customs immigrat community refugee displaced victim peace`.split(
    /\s+/,
  ),
)
const qualified = new Set([...peopleConcepts, 'advis', 'expert'])

/** The facts of a title (its first 500 characters) and a description (its first 5,000); `texts` are their words, where they are known. */
export function textFactsOf(title: string, description: string | null, texts = textsOf(title, description)): TextFacts {
  const [titleWords] = texts
  return {
    months: [...new Set([...texts.flatMap(monthsIn), ...monthStamps(title)])].slice(0, mostMonths),
    counts: new Map(texts.flatMap(countsIn).slice(0, mostCounts)),
    activities: hashSet(titleWords.flatMap(activitiesOf)),
    audience: hashSet(texts.flatMap((words) => audienceIn(words).flatMap(({ concepts }) => concepts))),
    places: description === null ? [] : citiesNamedIn(description),
  }
}

/** The same facts in the folded words of the texts, for people to read: each once, in the order of the texts. */
export function factsInWords(
  title: string,
  description: string | null,
): Record<'counts' | 'activities' | 'audience', string[]> {
  const texts = textsOf(title, description)
  const [titleWords] = texts
  const counts = texts.flatMap(countedIn).map(({ count, noun }) => `${count} ${noun}`)
  const audience = texts.flatMap((words) => audienceIn(words).map(({ word }) => word))
  return {
    counts: [...new Set(counts)],
    activities: [...new Set(titleWords.flatMap(activitiesOf))].toSorted(),
    audience: [...new Set(audience)],
  }
}

/** The folded words of a title and of a description, as many as count. */
export const textsOf = (title: string, description: string | null): [title: string[], description: string[]] => [
  wordsOf(title.slice(0, 500)).slice(0, 80),
  description === null ? [] : wordsOf(description.slice(0, 5000)).slice(0, 400),
]

/** The kinds of activity that a folded word names. */
export const activitiesOf = (word: string): string[] =>
  conceptsOf(word).flatMap((concept) => activityOfConcept.get(concept) ?? [])

function monthsIn(words: readonly string[]): number[] {
  return words.flatMap((word, at) => {
    const month = monthNames.get(word)
    if (month === undefined) return []
    const year = [words[at + 1], words[at + 2]].find((next) => next !== undefined && /^(?:19|20)\d\d$/.test(next))
    return year === undefined ? [] : [12 * Number(year) + month]
  })
}

// `2007-07` at the end of a title.
function monthStamps(title: string): number[] {
  return [...title.slice(0, 500).matchAll(/\b((?:19|20)\d\d)[-/](0[1-9]|1[0-2])\b(?![-/]\d)/g)].map(
    ([, year, month]) => 12 * Number(year) + Number(month) - 1,
  )
}

const countsIn = (words: readonly string[]): [number, number][] =>
  countedIn(words).flatMap(({ count, noun }) =>
    conceptsOf(noun).map((concept): [number, number] => [hashOf(concept), count]),
  )

// A number before a noun; years, days of a date and places in a series are no counts.
function countedIn(words: readonly string[]): { count: number; noun: string }[] {
  return words.flatMap((word, at) => {
    if (!/^\d{1,6}$/.test(word) || /^(?:19|20)\d\d$/.test(word) || Number(word) < 2) return []
    const noun = words.slice(at + 1, at + 4).find((next) => !isFunctionWord(next))
    return noun === undefined || /\d/.test(noun) || monthNames.has(noun) ? [] : [{ count: Number(word), noun }]
  })
}

function audienceIn(words: readonly string[]): { word: string; concepts: string[] }[] {
  const told = words.flatMap((word) => (isFunctionWord(word) ? [] : [{ word, concepts: conceptsOf(word) }]))
  const people = told.map(({ concepts }) => concepts.some((concept) => qualified.has(concept)))
  return told.flatMap(({ word, concepts }, at) => {
    const beside = people[at - 1] === true || people[at + 1] === true
    const telling = concepts.filter(
      (concept) => peopleConcepts.has(concept) || (beside && qualifyingConcepts.has(concept)),
    )
    return telling.length === 0 ? [] : [{ word, concepts: telling }]
  })
}

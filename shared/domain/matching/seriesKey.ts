// What editions of one series have in common in their titles: the subject and the kind of activity, without what counts the editions.
import { isFunctionWord } from './commonWords.ts'
import { wordsOf } from './foldText.ts'
import { conceptsOf, isGlossaryWord } from './glossary.ts'
import { hashOf } from './hashes.ts'
import type { MatchRecord } from './matchRecord.ts'
import { isMarkerWord } from './seriesMarkers.ts'
import { activitiesOf, isMonthName } from './textFacts.ts'

/** Places in a series that `seriesMarkers.ts` does not read as numbers: Portuguese, Spanish, German and Arabic, folded. */
const furtherMarkers = new Set(
  `primeira primeiro segunda segundo terceira terceiro quarta quarto quinta quinto primera tercera tercero cuarta cuarto
  erste ersten zweite zweiten dritte dritten vierte vierten المرحله مرحله الدفعه دفعه الاولي الاول الثانيه الثاني
  الثالثه الثالث الرابعه الرابع annually yearly`.split(/\s+/),
)

/** Concepts that come and go between the titles of one series: its rhythm, parts of organizations' names, "capacity building". */
const passing = new Set(
  `annual year month building centre center office school conference secretariat mechanism commission committee institut
  region union republ central`.split(/\s+/),
)

/** With so many known concepts a title says enough in any language, and what is not known in it is most often a name. */
const enoughKnown = 3
/** Below this a title says too little of what the work is. */
const leastSubject = 2
/** Of words that every title has it takes so many. */
const leastGeneric = 3

/**
 * The key that editions of one series share, whatever the language, accents, case and order of words of their titles; null
 * where a title says too little. It holds within one provider and beneficiary: they are compared by themselves. Equal
 * keys are exact, not a likeness: it finds fewer series than a reader would, and next to nothing that is none
 * (the README has the figures).
 */
export function seriesKey({ title, features }: Pick<MatchRecord, 'title' | 'features'>): string | null {
  const words = wordsOf(title.slice(0, 500)).filter(isTelling)
  const concepts = new Set(words.flatMap(conceptsOf).filter((concept) => !passing.has(concept)))
  const known = new Set(words.filter(isGlossaryWord).flatMap(conceptsOf))
  const subject = features.subject.filter((concept) => concepts.has(concept))
  const knownSubject = subject.filter((concept) => known.has(concept))
  const kept = [knownSubject, subject, [...concepts].toSorted()].find(
    (some, at) => some.length >= ([enoughKnown, leastSubject, leastGeneric][at] ?? 0),
  )
  if (kept === undefined) return null
  // `second` of an ordinal is no secondment: the activities are read from the words that are left.
  const activities = [...new Set(words.flatMap(activitiesOf))].toSorted()
  return hashOf([...kept, '|', ...activities].join(' ')).toString(36)
}

const isTelling = (word: string): boolean =>
  word.length > 1 && !isFunctionWord(word) && !isMarkerWord(word) && !isMonthName(word) && !furtherMarkers.has(word)

// Compares what the work is: subject words of the titles, all that both say, codes, series numbers, places, references.
import { areContrasted, type Titled } from './contrasts.ts'
import { commonCount, diceOf } from './hashes.ts'
import { type MatchRecord, namesAnother } from './matchRecord.ts'
import { isKnownCity, sameCity } from './placeNames.ts'

/** Agreement in words, in five steps. */
export type WordsLevel = 'same' | 'most' | 'half' | 'few' | 'none'

const wordsLevel = (share: number): WordsLevel =>
  share >= 0.85 ? 'same' : share >= 0.6 ? 'most' : share >= 0.35 ? 'half' : share > 0.1 ? 'few' : 'none'

/** Two people do not write a title with this many telling words alike by chance. */
const longSubject = 6

/** The subjects of the titles compared: a subject cut short, or said in the other's description, counts in full. */
export function compareSubjects(
  { features: a }: MatchRecord,
  { features: b }: MatchRecord,
): WordsLevel | 'title' | 'long-title' | null {
  if (a.foldedTitle === '' || b.foldedTitle === '') return null
  const isLong = Math.min(a.subject.length, b.subject.length) >= longSubject
  if (a.foldedTitle === b.foldedTitle) return isLong ? 'long-title' : 'title'
  if (diceOf(a.titleTrigrams, b.titleTrigrams) >= 0.85) return isLong ? 'long-title' : 'same'
  if (isCutShort(a.foldedTitle, b.foldedTitle)) return isLong ? 'long-title' : 'most'
  if (a.subjectHashes.length === 0 || b.subjectHashes.length === 0) return null
  const dice = diceOf(a.subjectHashes, b.subjectHashes)
  const said = Math.min(saidBy(a.subjectHashes, b.bodySubjectHashes), saidBy(b.subjectHashes, a.bodySubjectHashes))
  return wordsLevel(Math.max(dice, said))
}

const isCutShort = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= 20 && (a.startsWith(b) || b.startsWith(a))

const saidBy = (subject: Uint32Array, body: Uint32Array): number =>
  subject.length === 0 ? 0 : commonCount(subject, body) / subject.length

const isVerbatim = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= 60 && (a.startsWith(b) || b.startsWith(a))

/** Titles and descriptions compared as wholes, or null when a side has no description, or only words of every text. */
export function compareWording(a: MatchRecord, b: MatchRecord): WordsLevel | 'verbatim' | null {
  if (a.description === null || b.description === null) return null
  if (isVerbatim(a.features.opening, b.features.opening)) return 'verbatim'
  const [left, right] = [a.features.bodySubjectHashes, b.features.bodySubjectHashes]
  if (left.length === 0 || right.length === 0) return null
  const share = diceOf(left, right)
  return share >= 0.8 ? 'same' : share >= 0.6 ? 'most' : share >= 0.4 ? 'half' : share > 0.2 ? 'few' : 'none'
}

/** Codes compared by their concepts, so that `Formation` is `Training`; null when a side has none. */
export function compareCodes(a: Uint32Array, b: Uint32Array): 'same' | 'related' | 'different' | null {
  if (a.length === 0 || b.length === 0) return null
  const common = commonCount(a, b)
  return common === 0 ? 'different' : common === Math.min(a.length, b.length) ? 'same' : 'related'
}

const titled = ({ title, features: { foldedTitle } }: MatchRecord): Titled => ({ title, foldedTitle })

/** Series numbers compared: a number of the same kind on both sides decides; on one side only it is a hint. A single word may tell as much. */
export function compareSeries(one: MatchRecord, other: MatchRecord): 'same' | 'other' | 'one-sided' | null {
  const [a, b] = [one.features, other.features]
  let level: 'same' | 'one-sided' | null = null
  for (const kind of ['phase', 'tranche', 'cohort'] as const) {
    const [left, right] = [a.markers.numbers[kind], b.markers.numbers[kind]]
    if (left.length > 0 && right.length > 0) {
      if (!left.some((number) => right.includes(number))) return 'other'
      level = 'same'
    } else if (left.length + right.length > 0) level ??= 'one-sided'
  }
  return areContrasted(titled(one), titled(other)) ? 'other' : level
}

/** Years in the titles compared, or null unless both have one. */
export function compareYears({ features: a }: MatchRecord, { features: b }: MatchRecord): 'same' | 'other' | null {
  const [left, right] = [a.markers.years, b.markers.years]
  if (left.length === 0 || right.length === 0) return null
  return left.some((year) => right.includes(year)) ? 'same' : 'other'
}

/** Places compared: the city where both name one (`other-town`: a name that no gazetteer has may be another of the same), else the country; null when neither can be compared. */
export function comparePlaces(
  { features: a }: MatchRecord,
  { features: b }: MatchRecord,
): 'city' | 'other-city' | 'other-town' | 'country' | 'other-country' | null {
  if (a.cities.length > 0 && b.cities.length > 0) {
    if (a.cities.some((city) => b.cities.some((other) => sameCity(city, other)))) return 'city'
    return [...a.cities, ...b.cities].every(isKnownCity) ? 'other-city' : 'other-town'
  }
  if (a.countries.length === 0 || b.countries.length === 0) return null
  return a.countries.some((country) => b.countries.includes(country)) ? 'country' : 'other-country'
}

const ownOf = (identifiers: readonly string[]): string[] =>
  identifiers.filter((value) => !value.startsWith(namesAnother))

/** One's own reference among the other's own ones, or named by it; two that name a third have nothing in common by that. */
const isNamedBy = (own: readonly string[], others: readonly string[]): boolean =>
  own.some((value) => others.includes(value) || others.includes(namesAnother + value))

/** References compared: one in common, or two different ones of one register (equal but for their numbers). */
export function compareIdentifiers(
  { identifiers: a }: MatchRecord,
  { identifiers: b }: MatchRecord,
): 'same' | 'same-register' | 'other' | null {
  const [left, right] = [ownOf(a), ownOf(b)]
  if (isNamedBy(left, b) || isNamedBy(right, a)) return 'same'
  if (left.length === 0 || right.length === 0) return null
  const registers = left.map(registerOf)
  return right.some((value) => registers.includes(registerOf(value))) ? 'same-register' : 'other'
}

// Of several numbers at the end the first is the publisher's (XM-DAC-7-4411), unless it is a year.
function registerOf(identifier: string): string {
  const [numbers = ''] = /[\d/.-]*\d$/.exec(identifier) ?? []
  const register = identifier.slice(0, identifier.length - numbers.length)
  const [publisher = '', second] = numbers.split('-').filter((part) => part !== '')
  const isPublisher = register !== '' && second !== undefined && !/^(?:19|20)\d{2}(?!\d)/.test(publisher)
  return isPublisher ? `${register}-${publisher}-` : register || identifier.slice(0, 4)
}

/** Activities that the titles name, compared: training, equipment, experts; null when a side names none. */
export const compareActivities = (
  { features: a }: MatchRecord,
  { features: b }: MatchRecord,
): 'same' | 'other' | null => sharedLevel(a.facts.activities, b.facts.activities)

const sharedLevel = (a: Uint32Array, b: Uint32Array): 'same' | 'other' | null =>
  a.length === 0 || b.length === 0 ? null : commonCount(a, b) > 0 ? 'same' : 'other'

/** Who the texts say it is for, compared; null when a side says nothing. */
export function compareAudiences(a: MatchRecord, b: MatchRecord): 'same' | 'most' | 'some' | 'other' | null {
  if (a.audience !== null && b.audience !== null)
    return a.audience.trim().toLowerCase() === b.audience.trim().toLowerCase() ? 'same' : 'other'
  const [left, right] = [a.features.facts.audience, b.features.facts.audience]
  if (left.length === 0 || right.length === 0) return null
  const dice = diceOf(left, right)
  return dice === 1 ? 'same' : dice >= 0.6 ? 'most' : dice > 0 ? 'some' : 'other'
}

/** Numbers of one counted thing compared, `28 generators` in both; null when no thing is counted on both sides. */
export function compareCounts({ features: a }: MatchRecord, { features: b }: MatchRecord): 'same' | 'other' | null {
  let level: 'other' | null = null
  for (const [thing, count] of a.facts.counts) {
    const other = b.facts.counts.get(thing)
    if (other === count) return 'same'
    if (other !== undefined) level = 'other'
  }
  return level
}

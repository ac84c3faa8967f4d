// Two records as editions of one series: whether they are, and what each is called.
import { dayFromNumber } from '../days.ts'
import { compareFields } from '../matching/compareFields.ts'
import type { MatchRecord } from '../matching/matchRecord.ts'
import { seriesKey } from '../matching/seriesKey.ts'
import { areApart, type Placed } from './editionsApart.ts'
import { numbersOf } from './numbersOf.ts'

export const placedOf = ({ features: { markers }, start, end }: MatchRecord): Placed => ({
  numbers: numbersOf(markers),
  years: markers.years,
  period: start === null ? null : { start: dayFromNumber(start), end: end === null ? null : dayFromNumber(end) },
})

const halfTheSubject = new Set(['same', 'most', 'half'].flatMap((level) => [level, `${level}-translated`]))

/**
 * The same work again, by what the matcher compares: one provider through one implementer, in one area, in one modality, and
 * half of the subject. Of all pairs of one provider and one beneficiary in the made sets next to none are anything else (the
 * README has the figures).
 */
const isSameWork = (a: MatchRecord, b: MatchRecord): boolean => {
  const { parties, area = 'same', modality = 'same', activity = 'same', subject = '' } = compareFields(a, b)
  const isOneArea = area === 'same' || area === null
  return (
    parties === 'provider-and-implementer' &&
    isOneArea &&
    modality !== 'different' &&
    activity !== 'other' &&
    halfTheSubject.has(subject ?? '')
  )
}

/** Whether two records are of one series, be they one edition or two: equal titles but for what counts, or the same work again. */
export const areOfOneSeries = (a: MatchRecord, b: MatchRecord): boolean => {
  if (a.provider.reference !== b.provider.reference) return false
  if (a.beneficiary === null || a.beneficiary.reference !== b.beneficiary?.reference) return false
  const key = seriesKey(a)
  return (key !== null && key === seriesKey(b)) || isSameWork(a, b)
}

const yearIn = ({ years, period }: Placed): string | undefined =>
  years[0] === undefined ? period?.start.slice(0, 4) : String(years[0])

/** What tells them from each other: a number that both have, the year, or the day on which each begins. */
const namesOf = (a: Placed, b: Placed): [string, string] | null => {
  for (const { kind, number } of a.numbers) {
    const other = b.numbers.find((place) => place.kind === kind && place.number !== number)
    if (other) return [`${kind} ${number}`, `${kind} ${other.number}`]
  }
  const [one, other] = [yearIn(a), yearIn(b)]
  if (one !== undefined && other !== undefined && one !== other) return [one, other]
  return a.period && b.period ? [a.period.start, b.period.start] : null
}

/** What two editions of one series are called, such as `2024` and `2025`, or `phase 1` and `phase 2`; null of any other pair. */
export const editionsOf = (a: MatchRecord, b: MatchRecord): [string, string] | null => {
  const [one, other] = [placedOf(a), placedOf(b)]
  return areApart(one, other) && areOfOneSeries(a, b) ? namesOf(one, other) : null
}

// Evidence that a diplomat can read: what was compared, both values, and in plain English what that says.
import type { Evidence } from '#model/finding.ts'
import { fromHundredths } from '../decimal.ts'
import { dayFromNumber } from '../days.ts'
import { amountRatio, sideBySide } from './compareAmounts.ts'
import type { ComparedField } from './comparedFields.ts'
import { sharedDays } from './comparePeriods.ts'
import { acrossLanguages, evidenceSentences, forOneRecord } from './evidenceSentences.ts'
import type { MatchRecord } from './matchRecord.ts'
import type { Organization } from './organization.ts'
import { factsInWords } from './textFacts.ts'
import type { ScoredKind } from './weights.ts'

/** A level without a sentence is none that compareFields gives: a test asks for each. */
const sentenceOf = (field: keyof typeof evidenceSentences, level: string): string =>
  evidenceSentences[field][level] ?? 'The records were compared here.'

/** Where the score starts before any field is compared, in log-odds. */
export const describeBaseRate = (kind: ScoredKind, weight: number): Evidence => ({
  field: 'base-rate',
  a: null,
  b: null,
  weight,
  text: sentenceOf('base-rate', kind),
})

/** One compared field at the level it reached; swapping the sides swaps the values and nothing else. */
export function describeField(
  field: ComparedField,
  level: string,
  weight: number,
  a: MatchRecord,
  b: MatchRecord,
): Evidence {
  const sentence = sentenceOf(field, level.replace(/-translated$/, ''))
  const text = level.endsWith('-translated') ? endedWith(acrossLanguages, sentence) : sentence
  const [ofA, ofB] = [inWholeSigns(shown[field](a)), inWholeSigns(shown[field](b))]
  return { field, a: ofA, b: ofB, weight, text: (measured[field]?.(a, b) ?? '') + text }
}

const endedWith = (ending: string, sentence: string): string => `${sentence.slice(0, -1)}${ending}.`

// By field the levels of agreement that count against an overlap: unsaid, whoever reads "Against" wonders why.
const ofOneRecord: Partial<Record<ComparedField, string>> = {
  named: 'named',
  wording: 'verbatim same most half',
  amount: 'equal rounded',
  series: 'same',
  counts: 'same',
  identifiers: 'same same-series',
}

/** Evidence of an overlap: where agreement weighs against two efforts, it says so. */
export function describeOverlap(field: ComparedField, level: string, evidence: Evidence): Evidence {
  const isOfOne = ofOneRecord[field]?.split(' ').includes(level.replace(/-translated$/, '')) ?? false
  return evidence.weight < 0 && isOfOne ? { ...evidence, text: endedWith(forOneRecord, evidence.text) } : evidence
}

const shown: Record<ComparedField, (record: MatchRecord) => string | null> = {
  parties: ({ provider, implementers }) =>
    listed([shownName(provider), ...implementers.map((one) => `through ${shownName(one)}`)]),
  named: ({ provider }) => shownName(provider),
  beneficiary: ({ beneficiary }) => beneficiary && shownName(beneficiary),
  subject: ({ title }) => short(title),
  wording: ({ description }) => short(description),
  amount: ({ amountText }) => amountText,
  quantity: ({ quantities }) =>
    listed(quantities.map(({ unit, hundredths }) => `${fromHundredths(hundredths)} ${unit}`)),
  start: ({ start }) => shownDay(start),
  end: ({ end }) => shownDay(end),
  'shared-period': ({ start, end }) => `${shownDay(start) ?? 'open'} to ${shownDay(end) ?? 'open'}`,
  months: ({ features, start }) => listed(features.facts.months.map(shownMonth)) ?? shownDay(start),
  place: ({ features }) => listed([...features.cities, ...features.countries]),
  series: ({ features }) =>
    listed(Object.entries(features.markers.numbers).flatMap(([kind, all]) => all.map((one) => `${kind} ${one}`))),
  years: ({ features }) => listed(features.markers.years.map(String)),
  counts: ({ title, description }) => listed(factsInWords(title, description).counts),
  identifiers: ({ identifiers }) => listed(identifiers.map((value) => value.replace('>', '→ '))),
  modality: ({ modality }) => modality,
  activity: ({ title }) => listed(factsInWords(title, null).activities),
  area: ({ subCluster, priorityAreas }) =>
    listed(priorityAreas.length > 0 ? priorityAreas : subCluster ? [subCluster] : []),
  audience: ({ audience, title, description }) =>
    audience === null ? listed(factsInWords(title, description).audience) : short(audience),
  substance: () => null,
  // What is told by both together, or by further records, is no value of either.
  likeness: () => null,
  company: () => null,
  rival: () => null,
  sharing: () => null,
}

const measured: Partial<Record<ComparedField, (a: MatchRecord, b: MatchRecord) => string>> = {
  amount: (a, b) => {
    const { currency, amounts } = sideBySide(a, b)
    return `${amounts.map((amount) => money(currency, amount)).join(' against ')}${apart(a, b)}. `
  },
  start: (a, b) => daysApart(a.start, b.start),
  end: (a, b) => daysApart(a.end, b.end),
  'shared-period': (a, b) => `${sharedDays(a, b) ?? 0} days in common. `,
}

const money = (currency: string, amount: number): string =>
  `${currency} ${amount.toLocaleString('en', { maximumFractionDigits: 0 })}`

function apart(a: MatchRecord, b: MatchRecord): string {
  const ratio = amountRatio(a, b) ?? 1
  if (ratio >= 2) return `: ${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(1)} times`
  return ratio === 1 ? '' : `: the larger is ${((ratio - 1) * 100).toFixed(1)} % more`
}

function daysApart(a: number | null, b: number | null): string {
  const days = a === null || b === null ? 0 : Math.abs(a - b)
  return days === 0 ? '' : days === 1 ? '1 day apart. ' : `${days} days apart. `
}

/** A long value is cut, it may be in the middle of a sign: half a sign is no text, and cannot be stored. */
const inWholeSigns = (text: string | null): string | null => text && text.replaceAll(/\p{Cs}/gu, '')

const shownName = ({ name, reference }: Organization): string => name.slice(0, 120) || reference

const shownDay = (day: number | null): string | null => (day === null ? null : dayFromNumber(day))

const shownMonth = (month: number): string => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`

const listed = (parts: readonly string[]): string | null => parts.slice(0, 6).join(', ').slice(0, 300) || null

const short = (text: string | null): string | null =>
  text === null || text.length <= 160 ? text : `${text.slice(0, 157).trimEnd()}...`

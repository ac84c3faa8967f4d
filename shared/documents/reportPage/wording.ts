// How dates, money, quantities and codes read on paper.
import type { Period } from '#model/contribution.ts'
import type { Measure } from '#model/coverage.ts'
import type { FindingKind, Verdict } from '#model/finding.ts'
import type { Money } from '#model/money.ts'
import type { CouldFill, Edition, GapCause, ReportRecord, ReportRow, ReportTrigger } from '#model/report.ts'
import type { Named } from '#model/reportLists.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
const noBreak = '\u00a0'
const letters = new Intl.Segmenter('en')

export const kinds: Record<FindingKind, string> = {
  'duplicate-record': 'possible duplicate record',
  'overlapping-effort': 'overlapping effort',
  'schedule-clash': 'clash of dates',
  'part-of': 'possible part of another',
  oversupply: 'oversupply',
}

export const verdicts: Record<Verdict, string> = {
  'same-contribution': 'same contribution',
  'overlap-confirmed': 'overlap confirmed',
  complementary: 'complementary',
  'part-of': 'part of another',
  'not-duplicate': 'not a duplicate',
  reopen: 'reopened',
}

export const urgencies: Record<NonNullable<ReportRow['urgency']>, string> = {
  'start-up': 'Start-up',
  'one-off': 'One-off',
  recurrent: 'Recurrent',
}

export const editions: Record<Edition, string> = {
  shared: 'Shared edition',
  coordinators: 'Coordinators\u2019 edition, not for distribution',
}

export const triggers: Record<ReportTrigger, string> = {
  scheduled: 'made on schedule',
  'on-demand': 'made on request',
}

export const causes: Record<GapCause, string> = {
  'need-registered': 'a need was registered',
  'need-raised': 'the need was raised',
  'cover-lost': 'cover was lost',
  covered: 'now covered',
  'need-lowered': 'the need was lowered',
  'need-withdrawn': 'the need was withdrawn',
}

type FillReason = CouldFill['reasons'][number]

/** Why a partner could fill a gap, in a few words; of what it has too much of, the places are told together. */
export function fillReasons(reasons: readonly FillReason[]): string {
  const places = reasons
    .filter(({ kind }) => kind === 'oversupply-near')
    .map(({ priorityArea, beneficiary }) => [priorityArea?.name, beneficiary?.name].filter(Boolean).join(', '))
  const words: Record<FillReason['kind'], string> = {
    'overlap-near': 'a confirmed overlap of its support could be redirected',
    'oversupply-near': `more than is needed is arranged for ${places.join(' and for ')}`,
    'active-in-area': 'active in this area',
    'with-beneficiary': 'supports this beneficiary',
    'active-in-sub-cluster': 'active in this sub-cluster',
  }
  return [...new Set(reasons.map(({ kind }) => words[kind]))].join('; ')
}

/** `2007-06-04` as `4 June 2007`; text that is no day stays as it is. */
export function day(iso: string): string {
  const [year, month, date] = iso.slice(0, 10).split('-').map(Number)
  const monthName = months[(month ?? 0) - 1]
  return monthName && date ? `${date}${noBreak}${monthName} ${year}` : iso
}

/** `2008-04-07T06:00:00Z` as `7 April 2008, 06:00 UTC`. */
export function instant(iso: string): string {
  return `${day(iso)}, ${iso.slice(11, 16)} UTC`
}

/** A period in the fewest words: `4 to 15 June 2007`, `all of 2008`. */
export function period({ start, end }: Period): string {
  if (!end) return `from ${day(start)}, end open`
  if (end === start) return day(start)
  if (start.slice(0, 4) === end.slice(0, 4) && start.endsWith('-01-01') && end.endsWith('-12-31'))
    return `all of ${start.slice(0, 4)}`
  if (start.slice(0, 7) === end.slice(0, 7)) return `${Number(start.slice(8))} to ${day(end)}`
  if (start.slice(0, 4) === end.slice(0, 4)) return `${day(start).slice(0, -5)} to ${day(end)}`
  return `${day(start)} to ${day(end)}`
}

/** `1234567.50` as `1,234,567.50`, and `1500.00` as `1,500`. */
function number(decimal: string): string {
  const [whole = '0', fraction = ''] = decimal.split('.')
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
  return /[1-9]/.test(fraction) ? `${grouped}.${fraction}` : grouped
}

/** `EUR 100,000`, always to the cent where there are cents. */
export function money({ amount, currency }: Money): string {
  return `${currency}${noBreak}${number(/\.\d$/.test(amount) ? `${amount}0` : amount)}`
}

export function usd(amount: string): string {
  return money({ amount, currency: 'USD' })
}

/** US dollars without their cents, half up: for the first page, where a figure is read and not added up. */
export function wholeUsd(amount: string): string {
  const [whole = '0', fraction = '0'] = amount.split('.')
  return usd(String(BigInt(whole) + (fraction >= '5' ? 1n : 0n)))
}

/** What a row counts in: experts in days of one of them, which everybody can add up. */
const rowUnit = (measure: Measure): string =>
  measure === 'experts' ? 'expert\u2011days' : measure.replace('-', '\u2011')

/** An amount of a row in its measure: `USD 1,500`, `180 seats`, `730 expert-days`. */
export function quantity(amount: string, measure: Measure, wholeDollars = false): string {
  if (measure !== 'usd') return `${number(amount)}${noBreak}${rowUnit(measure)}`
  return wholeDollars ? wholeUsd(amount) : usd(amount)
}

/** An amount of one record, or of one quarter: there experts are people. */
export function amountOf(amount: string, measure: Measure): string {
  return measure === 'experts' ? `${number(amount)}${noBreak}experts` : quantity(amount, measure, true)
}

/** `180 to 260 seats`, or null where both ends are the same. */
export function span(
  { low, high }: { low: string; high: string },
  measure: Measure,
  wholeDollars = false,
): string | null {
  if (low === high) return null
  const from = quantity(low, measure, wholeDollars).replace(`${noBreak}${rowUnit(measure)}`, '')
  return `${from} to ${quantity(high, measure, wholeDollars).replace(`USD${noBreak}`, '')}`
}

/** A probability as a percentage; only certainty reads as 100 or 0. */
export function percent(score: number): string {
  const rounded = Math.round(score * 100)
  if (rounded === 100 && score < 1) return `over${noBreak}99${noBreak}%`
  return rounded === 0 && score > 0 ? `under${noBreak}1${noBreak}%` : `${rounded}${noBreak}%`
}

/** `S/2008/186, para. 41`. */
export function citation({ document, paragraph }: NonNullable<ReportRecord['source']>): string {
  return paragraph ? `${document}, para.${noBreak}${paragraph}` : document
}

/** Cut at a word, with an ellipsis; never through a letter and its accents. */
export function clipped(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text.slice(0, letters.segment(text).containing(length - 1)?.index ?? length)
  const space = cut.lastIndexOf(' ')
  return `${space > 0 && space > cut.length - 20 ? cut.slice(0, space) : cut}\u2026`
}

export function name(named: Named | null, missing = 'not specified'): string {
  return named?.name ?? missing
}

/** A cell in one line: priority area, then beneficiary. */
export function cell({
  subCluster,
  priorityArea,
  beneficiary,
}: Pick<ReportRow, 'subCluster' | 'priorityArea' | 'beneficiary'>): string {
  return `${name(priorityArea, name(subCluster))}, ${name(beneficiary)}`
}

/** What a record gives in kind, in its own units. */
export function inKind({ inKind: parts }: ReportRecord): string {
  return parts
    .map(({ quantity: amount, unit }) =>
      amount === null ? `${unit.name} (quantity not given)` : `${number(amount)} ${unit.name}`,
    )
    .join('; ')
}

/** `1 decision`, `2 decisions`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${number(String(amount))} ${amount === 1 ? one : many}`
}

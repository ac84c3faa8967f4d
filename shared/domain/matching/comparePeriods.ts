// Compares when: starts, ends, and how much of the shorter period both share; calendar and fiscal years are snapped to.
import { dayFromNumber } from '../days.ts'
import type { MatchRecord } from './matchRecord.ts'

/** How far apart two days are; `year-holds`: one side gives a whole year, and the other's day lies in it. */
export type DaysLevel = 'same' | 'week' | 'month' | 'quarter' | 'half-year' | 'year' | 'far' | 'year-holds'

/** What part of the shorter period both share. */
export type SharedPeriodLevel = 'all' | 'most' | 'some' | 'none'

type Period = Pick<MatchRecord, 'start' | 'end'>

/** Starts compared, or null when a side has none. */
export function compareStarts(a: Period, b: Period): DaysLevel | null {
  if (a.start === null || b.start === null) return null
  if (a.start !== b.start && (holds(a, b.start) || holds(b, a.start))) return 'year-holds'
  return daysLevel(Math.abs(a.start - b.start))
}

/** Ends compared, or null when a side has none. */
export function compareEnds(a: Period, b: Period): DaysLevel | null {
  if (a.end === null || b.end === null) return null
  if (a.end !== b.end && (holds(a, b.end) || holds(b, a.end))) return 'year-holds'
  return daysLevel(Math.abs(a.end - b.end))
}

/** The share of the shorter period that both have, or null when a side lacks a start or both lack an end. */
export function compareShared(a: Period, b: Period): SharedPeriodLevel | null {
  const days = sharedDays(a, b)
  if (days === null || a.start === null || b.start === null) return null
  const lengths = [a.end === null ? null : a.end - a.start + 1, b.end === null ? null : b.end - b.start + 1]
  const shorter = Math.min(...lengths.flatMap((length) => length ?? []))
  if (days <= 0) return 'none'
  return days >= 0.95 * shorter ? 'all' : days >= 0.5 * shorter ? 'most' : 'some'
}

/** Days that both periods have, both ends included; zero when apart; null when it cannot be told. */
export function sharedDays(a: Period, b: Period): number | null {
  if (a.start === null || b.start === null || (a.end === null && b.end === null)) return null
  const from = Math.max(a.start, b.start)
  const to = Math.min(a.end ?? Number.MAX_SAFE_INTEGER, b.end ?? Number.MAX_SAFE_INTEGER)
  return Math.max(0, to - from + 1)
}

function daysLevel(days: number): DaysLevel {
  if (days === 0) return 'same'
  if (days <= 7) return 'week'
  if (days <= 31) return 'month'
  if (days <= 92) return 'quarter'
  if (days <= 200) return 'half-year'
  return days <= 366 ? 'year' : 'far'
}

// A period from the first of a quarter's month over one or more whole years, or with an open end, is an accounting year.
function holds({ start, end }: Period, day: number): boolean {
  if (start === null || day < start) return false
  const first = dayFromNumber(start)
  if (end === null) return first.endsWith('-01-01') && dayFromNumber(day).slice(0, 4) === first.slice(0, 4)
  if (day > end || end - start < 360) return false
  return /-(?:01|04|07|10)-01$/.test(first) && dayFromNumber(end + 1).slice(5) === first.slice(5)
}

/**
 * Months that the texts name, compared with each other or with the other's start (unless that is an accounting year's):
 * `same`, `near` (one month apart) or `other`; null when there is nothing to compare.
 */
export function compareMonths(a: MatchRecord, b: MatchRecord): 'same' | 'near' | 'other' | null {
  const [left, right] = [a.features.facts.months, b.features.facts.months]
  if (left.length === 0 && right.length === 0) return null
  const apart = apartOf([...left, ...ownMonth(a)], [...right, ...ownMonth(b)])
  if (apart === null) return null
  return apart === 0 ? 'same' : apart === 1 ? 'near' : 'other'
}

function ownMonth({ start, end }: MatchRecord): number[] {
  if (start === null) return []
  const day = dayFromNumber(start)
  const isYearStart = /-(?:01|04|07|10)-01$/.test(day) && (end === null || end - start >= 360)
  return isYearStart ? [] : [12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7)) - 1]
}

function apartOf(left: readonly number[], right: readonly number[]): number | null {
  const distances = left.flatMap((one) => right.map((other) => Math.abs(one - other)))
  return distances.length === 0 ? null : Math.min(...distances)
}

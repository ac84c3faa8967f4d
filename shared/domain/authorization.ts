// Formula 6: what of an operation the Security Council authorized, and when it is to be told (Charter, Arts. 53 and 54).
import type { Authorization, OperationDeadline, PeaceOperation, UnauthorizedSupport } from '#model/peaceOperation.ts'
import { addDays } from './days.ts'

/** Days, both ends included; an open end is null. */
interface Run {
  from: string
  to: string | null
  /** The last resolution of it. */
  document: string
}

const endsLater = (a: string | null, b: string | null): boolean => a === null || (b !== null && a >= b)

/** Authorizations that follow one another without a day between are one run; a renewal mostly begins on the last day. */
export const authorizedRuns = (authorizations: readonly Authorization[]): Run[] => {
  const runs: Run[] = []
  for (const { document, from, to = null } of authorizations.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = runs.at(-1)
    if (!last || (last.to !== null && addDays(last.to, 1) < from)) runs.push({ from, to, document })
    else if (endsLater(to, last.to)) Object.assign(last, { to, document })
  }
  return runs
}

type Days = { from: string; to: string }

/** The days of a span that no authorization covers, in order. */
export const daysOutside = (span: Days, authorizations: readonly Authorization[]): Days[] => {
  const outside: Days[] = []
  let from = span.from
  for (const run of authorizedRuns(authorizations)) {
    if (run.from > span.to) break
    if (run.from > from) outside.push({ from, to: addDays(run.from, -1) })
    if (run.to === null || run.to >= span.to) return outside
    if (run.to >= from) from = addDays(run.to, 1)
  }
  return from <= span.to ? [...outside, { from, to: span.to }] : outside
}

/** What of a contribution this rule reads. */
export interface DatedSupport {
  period: { start: string; end?: string | null | undefined } | null
  money: { valueDate?: string | null | undefined } | null
}

/** When support is given: its period, else its value date; null for what nobody dated. */
const spanOf = ({ period, money }: DatedSupport): Days | null => {
  if (period) return { from: period.start, to: period.end ?? period.start }
  const day = money?.valueDate
  return day ? { from: day, to: day } : null
}

/**
 * Support that is listed: with a day outside the authorizations, or to an operation with none (also to one that is not in
 * the register). What is not dated cannot be dated outside. Null for support that is not listed.
 */
export const unauthorizedSupport = (
  support: DatedSupport,
  authorizations: readonly Authorization[],
): Pick<UnauthorizedSupport, 'period' | 'outside' | 'reason'> | null => {
  const span = spanOf(support)
  const period = span && { start: span.from, end: span.to }
  if (authorizations.length === 0) return { period, outside: span ? [span] : [], reason: 'no-authorization' }
  const outside = span ? daysOutside(span, authorizations) : []
  return outside.length === 0 ? null : { period, outside, reason: 'outside-authorizations' }
}

type Deadline = Omit<OperationDeadline, 'operation' | 'name'>

/**
 * A report is due so many days after the last one, or after the authorization began where none was made since; none is
 * due after the authorization has ended, but one that fell due before it is overdue until it is made.
 */
const reportDue = ({ reportEveryDays, reports }: PeaceOperation, run: Run, today: string): Deadline[] => {
  if (reportEveryDays === null) return []
  const made = reports.filter(({ date }) => date >= run.from && date <= today)
  const last = made.toSorted((a, b) => (a.date < b.date ? -1 : 1)).at(-1)
  const date = addDays(last?.date ?? run.from, reportEveryDays)
  if (run.to !== null && date > run.to) return []
  return [{ kind: 'report-due', date, document: last?.document ?? null, overdue: date < today }]
}

/** What comes up within so many days, and reports that are overdue; the last run that has begun is the one that counts. */
export const deadlinesOf = (operation: PeaceOperation, today: string, within: number): Deadline[] => {
  const run = authorizedRuns(operation.authorizations)
    .filter(({ from }) => from <= today)
    .at(-1)
  if (!run) return []
  const ends: Deadline[] =
    run.to === null || run.to < today
      ? []
      : [{ kind: 'authorization-ends', date: run.to, document: run.document, overdue: false }]
  return [...ends, ...reportDue(operation, run, today)].filter(({ date }) => date <= addDays(today, within))
}

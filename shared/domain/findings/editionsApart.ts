// What sets two editions of a series apart: their numbers, the years in their titles, their periods.
import type { ListedEdition } from '#model/series.ts'
import { dayNumber } from '../days.ts'

/** What tells editions from each other. */
export type Placed = Pick<ListedEdition, 'numbers' | 'years' | 'period'>

/** Starts that are fewer days apart may be one start, reported twice. */
const daysOfOneStart = 45

const differ = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length > 0 && b.length > 0 && !a.some((one) => b.includes(one))

const haveOtherNumbers = (a: Placed, b: Placed): boolean =>
  (['phase', 'tranche', 'cohort'] as const).some((kind) => {
    const [one, other] = [a, b].map(({ numbers }) => numbers.filter((place) => place.kind === kind))
    return differ(one?.map(({ number }) => number) ?? [], other?.map(({ number }) => number) ?? [])
  })

const haveOtherPeriods = ({ period: a }: Placed, { period: b }: Placed): boolean => {
  if (!a || !b) return false
  const [first, second] = a.start <= b.start ? [a, b] : [b, a]
  const isOver = (first.end ?? first.start) < second.start
  return isOver && dayNumber(second.start) - dayNumber(first.start) >= daysOfOneStart
}

/** Whether numbers, years in the titles or periods say that two are different editions. */
export const areApart = (a: Placed, b: Placed): boolean =>
  haveOtherNumbers(a, b) || differ(a.years, b.years) || haveOtherPeriods(a, b)

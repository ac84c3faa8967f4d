// When a pledge lapses: after twelve months and then every six, unless it is renewed (the UN readiness system's rhythm).
import type { Contribution } from '#model/contribution.ts'
import { addDays, addMonths, dayNumber } from './days.ts'

const firstMonths = 12
const furtherMonths = 6

/** A partner is warned this many days before its pledge lapses. */
export const warningDays = 30

/** What of a contribution decides when it lapses. */
export type Pledge = Pick<
  Contribution,
  'status' | 'withdrawn' | 'statusHistory' | 'createdAt' | 'updatedAt' | 'renewals'
>

/**
 * The day on which a pledge lapses as it stands; null for what is no pledge. Its deadlines lie 12, 18, 24, ... months
 * after it entered `pledged`, or was recorded if later. A renewal carries it to the deadline that is nearest to six
 * months later: on time to the next one, and no early one stacks. A renewal dated ahead counts from when it was recorded.
 */
export function pledgeDue(pledge: Pledge): string | null {
  if (pledge.status !== 'pledged' || pledge.withdrawn) return null
  const start = pledgedSince(pledge)
  const recorded = pledge.updatedAt.slice(0, 10)
  const renewed = pledge.renewals
    .map(({ date }) => (date < recorded ? date : recorded))
    .filter((date) => date >= start)
    .toSorted()
    .at(-1)
  const first = addMonths(start, firstMonths)
  return renewed === undefined ? first : nearestDeadline(start, addMonths(renewed, furtherMonths))
}

/** The day since when a pledge has lapsed, as seen on a day; null while it stands, and for what is no pledge. */
export function lapsedOn(pledge: Pledge & Pick<Contribution, 'lapsedOn'>, today: string): string | null {
  const due = pledgeDue(pledge)
  return due !== null && due <= today ? (pledge.lapsedOn ?? today) : null
}

/** From when on the partner of a pledge that lapses on a day is warned. */
export function warnedFrom(due: string): string {
  return addDays(due, -warningDays)
}

// Coming back from a suspension is no new pledge: it goes on where it was.
function pledgedSince({ statusHistory, createdAt }: Pledge): string {
  let since = createdAt
  for (const { status, at } of statusHistory.toReversed()) {
    if (status === 'pledged') since = at
    else if (status !== 'suspended') break
  }
  return (since > createdAt ? since : createdAt).slice(0, 10)
}

// Of two as near the later; none before the first.
function nearestDeadline(start: string, target: string): string {
  let [before, months] = [addMonths(start, firstMonths), firstMonths]
  for (;;) {
    months += furtherMonths
    const after = addMonths(start, months)
    if (after > target || before >= target) {
      const isNearer = dayNumber(target) - dayNumber(before) < dayNumber(after) - dayNumber(target)
      return isNearer ? before : after
    }
    before = after
  }
}

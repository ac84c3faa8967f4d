// Whose turn it is in the nightly verification: every record has one night in seven, told by its id alone.
import { dayNumber } from '#domain/days.ts'
import type { Services } from '#runtime/services.ts'
import type { Verifier } from './verifyDerived.ts'

/** What the nightly verification is given. */
export interface Night extends Verifier {
  /** Whether there is time for another step, which takes so many milliseconds at most. */
  hasTime: (milliseconds: number) => boolean
  /** Waits until the stream may have brought what was on its way. */
  settle: () => Promise<void>
}

/** A step, of a hundred records at most or of a page of groups, takes so long at most. */
export const stepMilliseconds = 60_000

/** After so many nights everything had its turn. */
export const nightsOfRound = 7

/** Beyond this the digits of a fingerprint are no exact number. */
const digits = 12

/** In so many ways contributions are gone through. */
export const waysOfContributions = 8

/** From 0 to 6, the same in every week; a fingerprint's, since ids that were made one after the other look alike. */
export const turnOf = ({ fingerprint }: Pick<Services, 'fingerprint'>, id: string): number =>
  Number.parseInt(fingerprint(id).slice(0, digits), 16) % nightsOfRound

/** From 0 to 7, and nothing to do with the turn: by other digits. */
export const wayOf = ({ fingerprint }: Pick<Services, 'fingerprint'>, id: string): number =>
  Number.parseInt(fingerprint(id).slice(digits, 2 * digits), 16) % waysOfContributions

/**
 * The turns that a verification begun on `day` takes: the day's own, and those of all days since the one `before` it began,
 * so that a night that was missed, or that took longer, is made up for by the next. The first one takes its own alone.
 */
export const turnsDue = (day: string, before: string | null): number[] => {
  const today = dayNumber(day)
  const since = before === null ? 1 : today - dayNumber(before)
  const nights = Math.min(Math.max(since, 1), nightsOfRound)
  return Array.from({ length: nights }, (_, back) => (today - back) % nightsOfRound)
}

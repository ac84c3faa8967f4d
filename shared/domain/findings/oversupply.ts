// Oversupply: more is arranged in a cell than its registered need (formula 3), as one finding for all quarters of a row.
import type { Measure } from '#model/coverage.ts'
import type { Evidence } from '#model/finding.ts'
import type { Figure } from '../coverage/figure.ts'
import { daysInQuarter } from '../days.ts'
import { fromHundredths, roundHalfUp } from '../decimal.ts'
import { evidenceSentences } from '../matching/evidenceSentences.ts'

/** One quarter of a row, in hundredths (cents; of experts, expert-days). */
export interface QuarterSums {
  quarter: string
  needed: bigint
  arranged: Pick<Figure, 'low' | 'expected' | 'high'>
}

export interface Oversupply {
  score: number
  evidence: Evidence[]
  /** What is arranged beyond the need in those quarters, in cents of US dollars; null in any other measure. */
  usdAtRisk: bigint | null
  quarters: string[]
}

/** Nothing is said with more certainty than this: 9,999 in 10,000. */
const mostCertain = 0.9999

const isOver = ({ needed, arranged }: QuarterSums): boolean => arranged.expected > needed

/**
 * How likely the quarter is oversupplied once every open duplicate is decided. Its expected figure is
 * `high - (high - low) * p` (formula 4): with p the duplicates are true, and `low` is what is left.
 */
const chanceOf = ({ needed, arranged: { low, expected, high } }: QuarterSums): number => {
  if (low > needed || high === low) return mostCertain
  return Math.min(mostCertain, Math.max(1 - mostCertain, Number(expected - low) / Number(high - low)))
}

const amountIn = (measure: Measure, hundredths: bigint): string => {
  const [whole = '0', cents = '00'] = fromHundredths(hundredths).split('.')
  const number = `${BigInt(whole).toLocaleString('en')}.${cents}`
  return measure === 'usd' ? `USD ${number}` : `${number} ${measure}`
}

/** The amount that a reader knows: of experts a level, the expert-days over the days of the quarter. */
const shownIn = (measure: Measure, quarter: string, hundredths: bigint): string =>
  amountIn(measure, measure === 'experts' ? roundHalfUp(hundredths, BigInt(daysInQuarter(quarter))) : hundredths)

const total = (sums: readonly QuarterSums[], part: (one: QuarterSums) => bigint): bigint =>
  sums.reduce((sum, one) => sum + part(one), 0n)

const neededIn = ({ needed }: QuarterSums): bigint => needed
const expectedIn = ({ arranged }: QuarterSums): bigint => arranged.expected

/** Amounts over all quarters; expert-days say so, since no level is the same in all of them. */
const wholeIn = (measure: Measure, sums: readonly QuarterSums[], part: (one: QuarterSums) => bigint): string =>
  measure === 'experts'
    ? amountIn(measure, total(sums, part)).replace('experts', 'expert-days')
    : amountIn(measure, total(sums, part))

const line = (field: string, a: string | null, b: string | null, text = ''): Evidence => ({
  field,
  a,
  b,
  weight: 0,
  text,
})

const linesOf = (measure: Measure, sums: readonly QuarterSums[], score: number): Evidence[] => {
  const over = sums.filter(isOver)
  const listed = (part: (one: QuarterSums) => bigint): string =>
    over.map((one) => `${one.quarter} ${shownIn(measure, one.quarter, part(one))}`).join('; ')
  const isTiming = total(sums, expectedIn) <= total(sums, neededIn)
  const { oversupply, quarters, 'all-quarters': whole } = evidenceSentences
  return [
    {
      ...line('oversupply', null, null, oversupply[score === mostCertain ? 'certain' : 'expected']),
      weight: Math.log(score / (1 - score)),
    },
    line('quarters', listed(neededIn), listed(expectedIn), quarters['passed']),
    line(
      'all-quarters',
      wholeIn(measure, sums, neededIn),
      wholeIn(measure, sums, expectedIn),
      whole[isTiming ? 'timing' : 'passed'],
    ),
  ]
}

/**
 * What passes the need of a row, by `arranged net.expected`, in any of its quarters; null where nothing does. The score
 * is that of its surest quarter; the one line of evidence with a weight is its log-odds, the others give the figures.
 */
export const oversupplyOf = (measure: Measure, row: readonly QuarterSums[]): Oversupply | null => {
  // What is arranged where nothing is needed meets no need, and passes none.
  const sums = row.filter(({ needed }) => needed > 0n)
  const over = sums.filter(isOver)
  if (over.length === 0) return null
  const score = Math.max(...over.map(chanceOf))
  return {
    score,
    evidence: linesOf(measure, sums, score),
    usdAtRisk: measure === 'usd' ? total(over, expectedIn) - total(over, neededIn) : null,
    quarters: over.map(({ quarter }) => quarter),
  }
}

const form = /^over_([A-Za-z0-9-]+?)(_coordinators)?$/

/** By the oldest need of the row, which is in one row only; coordinators' figures of it are a finding of their own. */
export const oversupplyId = (need: string, isCoordinators: boolean): string =>
  `over_${need}${isCoordinators ? '_coordinators' : ''}`

/** The need and the view that an id stands for; null for the id of a pair. */
export const oversupplyAt = (id: string): { need: string; isCoordinators: boolean } | null => {
  const [, need, suffix] = form.exec(id) ?? []
  return need === undefined ? null : { need, isCoordinators: suffix !== undefined }
}

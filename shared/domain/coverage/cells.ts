// Formula 3: the cells that contributions and needs are counted in.
import type { Contribution } from '#model/contribution.ts'
import { type Measure, measures } from '#model/coverage.ts'
import type { Need } from '#model/need.ts'
import { monthOfValue, valueDay } from '../currency.ts'
import { toHundredths } from '../decimal.ts'
import { statusRank } from '../statusLadder.ts'
import { type AreaShare, expertDays, type Span, spread, undivided } from './spread.ts'
import { type MeasureAmounts, type StageAmounts, type Staged, stageAmounts } from './stages.ts'

/**
 * Where an amount is counted. Without a sub-cluster it is in the `unspecified` row; with one but no single priority
 * area, in that sub-cluster's `shared` row.
 */
export interface Cell {
  measure: Measure
  subCluster: string | null
  priorityArea: string | null
  beneficiary: string
  quarter: string
}

/** A record's amounts in one cell, in hundredths; experts as expert-days. */
export interface CountedCell {
  cell: Cell
  amounts: StageAmounts
}

/** What counting needs to know of a contribution, and nothing else. */
export interface CountedRecord {
  id: string
  /** How advanced its status is, by `statusRank`. */
  rank: number
  withdrawn: boolean
  visibility: Contribution['visibility']
  provider: string
  reportedBy: string
  instrument: string | null
  /** The month whose rates converted it. */
  month: string
  /** The ids of the envelopes that it declares to be part of. */
  envelopes: string[]
  /** The sum of its cells per measure and stage; experts as expert-days. */
  totals: MeasureAmounts
  cells: CountedCell[]
}

/** What of a contribution is read to count it. */
export type Countable = Staged &
  Pick<
    Contribution,
    | 'id'
    | 'provider'
    | 'reportedBy'
    | 'beneficiary'
    | 'instrument'
    | 'subCluster'
    | 'priorityAreas'
    | 'period'
    | 'relations'
    | 'visibility'
    | 'createdAt'
  >

/**
 * A contribution as it is counted: its stages (formula 2), each spread over the same quarters and areas (formula 1). A
 * withdrawn one keeps its identity and has no cells.
 */
export function countedRecord(contribution: Countable): CountedRecord {
  const span = spanOf(contribution.period, valueDay(contribution))
  const totals = inExpertDays(stageAmounts(contribution), span)
  return {
    id: contribution.id,
    rank: statusRank(contribution.status),
    withdrawn: contribution.withdrawn,
    visibility: contribution.visibility,
    provider: contribution.provider,
    reportedBy: contribution.reportedBy,
    instrument: contribution.instrument,
    month: contribution.usd?.month ?? monthOfValue(contribution),
    envelopes: envelopesDeclared(contribution),
    totals,
    cells: measures.flatMap((measure) => cellsOf(contribution, measure, totals[measure], span)),
  }
}

/** The cells of a quantified need with what it needs there, in hundredths; none if it is unquantified or withdrawn. */
export function needCells(need: Need): { cell: Cell; amount: bigint }[] {
  if (need.amount === null || need.withdrawn) return []
  const { measure, subCluster, beneficiary } = need
  const span = spanOf(need.period, need.createdAt.slice(0, 10))
  const amount = toHundredths(need.amount)
  const total = measure === 'experts' ? expertDays(amount, span) : amount
  const priorityArea = subCluster === null ? null : need.priorityArea
  return spread(total, span)
    .map((part) => ({
      cell: { measure, subCluster, priorityArea, beneficiary, quarter: part.quarter },
      amount: part.amount,
    }))
    .filter((part) => part.amount !== 0n)
}

/** One text per cell, the same for the same cell: codes have no bar in them. */
export function cellKey({ measure, subCluster, priorityArea, beneficiary, quarter }: Cell): string {
  return [measure, subCluster ?? '', priorityArea ?? '', beneficiary, quarter].join('|')
}

// An open end closes on the start day; without a period all falls on the value date (formula 1).
function spanOf(period: { start: string; end?: string | null | undefined } | null, day: string): Span {
  return period === null ? { start: day, end: day } : { start: period.start, end: period.end ?? period.start }
}

function inExpertDays(amounts: MeasureAmounts, span: Span): MeasureAmounts {
  const { experts } = amounts
  if (experts === undefined) return amounts
  return {
    ...amounts,
    experts: {
      announced: expertDays(experts.announced, span),
      arranged: expertDays(experts.arranged, span),
      delivered: expertDays(experts.delivered, span),
    },
  }
}

function cellsOf(
  contribution: Countable,
  measure: Measure,
  total: StageAmounts | undefined,
  span: Span,
): CountedCell[] {
  if (total === undefined) return []
  const { subCluster, beneficiary } = contribution
  const shares = areaShares(contribution)
  const [arranged, delivered] = [spread(total.arranged, span, shares), spread(total.delivered, span, shares)]
  return spread(total.announced, span, shares)
    .map(({ quarter, priorityArea, amount }, index) => ({
      cell: { measure, subCluster, priorityArea, beneficiary, quarter },
      amounts: {
        announced: amount,
        arranged: arranged[index]?.amount ?? 0n,
        delivered: delivered[index]?.amount ?? 0n,
      },
    }))
    .filter(({ amounts }) => amounts.announced !== 0n || amounts.arranged !== 0n || amounts.delivered !== 0n)
}

// Nobody guesses a split: several areas without percentages stay whole.
function areaShares({ subCluster, priorityAreas }: Countable): readonly AreaShare[] {
  const [first, ...others] = priorityAreas
  if (subCluster === null || first === undefined) return undivided
  if (others.length === 0) return [{ code: first.code, share: 10_000n }]
  if (priorityAreas.some(({ percent }) => percent == null)) return undivided
  return priorityAreas.map(({ code, percent }) => ({ code, share: BigInt(Math.round((percent ?? 0) * 100)) }))
}

function envelopesDeclared({ id, relations }: Countable): string[] {
  const declared = relations.filter(({ type }) => type === 'part-of').map(({ contribution }) => contribution)
  return [...new Set(declared)].filter((envelope) => envelope !== id)
}

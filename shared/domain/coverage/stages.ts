// Formula 2: how far a contribution has come, per measure, as announced, arranged and delivered.
import type { Contribution, Status } from '#model/contribution.ts'
import { type Measure, measures, type Stage } from '#model/coverage.ts'
import { largest, toHundredths } from '../decimal.ts'
import { sumOf } from './apportion.ts'

/** One amount per stage, in cents or hundredths of the unit. */
export type StageAmounts = Record<Stage, bigint>
export type MeasureAmounts = Partial<Record<Measure, StageAmounts>>

/** What a contribution says in one measure; null where no commitment or nothing delivered is recorded. */
interface Recorded {
  amount: bigint
  committed: bigint | null
  delivered: bigint | null
}

/** What of a contribution the stages come from. */
export type Staged = Pick<
  Contribution,
  'status' | 'withdrawn' | 'lapsedOn' | 'money' | 'usd' | 'inKind' | 'transactions' | 'deliveries'
>

/**
 * The stages of a contribution per measure (formula 2); experts as a level, in hundredths of an expert. That it lapsed is
 * heeded for pledges only. A withdrawn contribution has no stages. Money without a rate gives no `usd`, and a transaction
 * without one counts as not recorded: neither may turn into a zero that looks like a figure. A quantity that nobody
 * knows and a unit that is no measure are not counted.
 */
export function stageAmounts(contribution: Staged): MeasureAmounts {
  if (contribution.withdrawn) return {}
  const amounts: MeasureAmounts = {}
  for (const measure of measures) {
    const recorded = measure === 'usd' ? recordedMoney(contribution) : recordedInKind(contribution, measure)
    if (recorded !== null) amounts[measure] = stagesOf(recorded, contribution.status, contribution.lapsedOn !== null)
  }
  return amounts
}

function recordedMoney({ money, usd, transactions }: Staged): Recorded | null {
  const isUnconverted = money !== null && usd === null
  const ofType = (type: 'commitment' | 'disbursement') =>
    transactions.flatMap((sent) => (sent.type === type && sent.usd !== null ? [toHundredths(sent.usd)] : []))
  const [commitments, disbursements] = [ofType('commitment'), ofType('disbursement')]
  if (isUnconverted || (usd === null && commitments.length + disbursements.length === 0)) return null
  return {
    amount: usd === null ? 0n : toHundredths(usd.amount),
    committed: sumOrNull(commitments),
    delivered: sumOrNull(disbursements),
  }
}

function recordedInKind({ inKind, deliveries }: Staged, measure: Measure): Recorded | null {
  const quantities = inKind.flatMap(({ unit, quantity }) =>
    unit === measure && quantity !== null ? [toHundredths(quantity)] : [],
  )
  const handedOver = deliveries.flatMap(({ unit, quantity }) => (unit === measure ? [toHundredths(quantity)] : []))
  if (quantities.length + handedOver.length === 0) return null
  return { amount: sumOf(quantities), committed: null, delivered: sumOrNull(handedOver) }
}

function stagesOf({ amount, committed, delivered }: Recorded, status: Status, lapsed: boolean): StageAmounts {
  const c = committed ?? (isFirm(status) ? amount : 0n)
  const d = delivered ?? (status === 'completed' ? c : 0n)
  const arranged = largest(c, d)
  if (status === 'cancelled') return { announced: d, arranged: d, delivered: d }
  if (status === 'suspended') return { announced: largest(amount, arranged), arranged: d, delivered: d }
  if (status === 'pledged' && lapsed) return { announced: arranged, arranged, delivered: d }
  return { announced: largest(amount, arranged), arranged, delivered: d }
}

function isFirm(status: Status): boolean {
  return status === 'committed' || status === 'active' || status === 'completed'
}

function sumOrNull(amounts: readonly bigint[]): bigint | null {
  return amounts.length === 0 ? null : sumOf(amounts)
}

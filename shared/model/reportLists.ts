// The lists of a report beside its findings and figures: what is not counted, what was lost, what lapses, what is stale.
import * as z from 'zod/mini'
import { namedObject } from './schema.ts'
import { Period, Status } from './contribution.ts'
import { LapsingPledge, LostCover, LostQuarter, Measure } from './coverage.ts'
import { Sum, TransactionType } from './money.ts'
import { Urgency } from './need.ts'
import { Day, RecordId, Source } from './text.ts'

/** A code with its name on the day of the report: names may change later, the report does not. */
export const Named = namedObject('Named', { code: z.string(), name: z.string() })
export type Named = z.infer<typeof Named>

export const UnquantifiedNeed = namedObject('UnquantifiedNeed', {
  id: RecordId,
  title: z.string(),
  subCluster: z.nullable(Named),
  priorityArea: z.nullable(Named),
  beneficiary: Named,
  measure: Measure,
  urgency: Urgency,
  period: z.nullable(Period),
  source: z.nullable(Source),
})
export type UnquantifiedNeed = z.infer<typeof UnquantifiedNeed>

export const UnconvertedMoney = namedObject('UnconvertedMoney', {
  id: RecordId,
  title: z.string(),
  provider: Named,
  money: z.strictObject({ amount: Sum, currency: z.string() }),
  /** Of a transaction: its type. Null is the contribution's own money. */
  transaction: z._default(z.nullable(TransactionType), null),
})
export type UnconvertedMoney = z.infer<typeof UnconvertedMoney>

const place = { subCluster: z.nullable(Named), priorityArea: z.nullable(Named), beneficiary: Named }

/** Quarters of a cell that were covered and stopped being so since the last report; experts as a level. */
const ReportLostQuarter = namedObject('ReportLostQuarter', {
  ...LostQuarter.shape,
  /** What is arranged on the day of the report covers what is needed again. */
  coveredAgain: z._default(z.boolean(), false),
})
export const ReportLoss = namedObject('ReportLoss', {
  ...LostCover.shape,
  ...place,
  quarters: z.array(ReportLostQuarter),
})
export type ReportLoss = z.infer<typeof ReportLoss>

/** A pledge that lapses soon unless it is renewed. */
export const ReportPledge = namedObject('ReportPledge', {
  ...LapsingPledge.shape,
  provider: Named,
  beneficiary: Named,
  subCluster: z.nullable(Named),
})
export type ReportPledge = z.infer<typeof ReportPledge>

/** A contribution that counts as arranged, with the last day of its period. */
export const EndedContribution = z.strictObject({
  id: RecordId,
  title: z.string(),
  provider: z.string(),
  reportedBy: z.string(),
  beneficiary: z.string(),
  subCluster: z.nullable(z.string()),
  status: Status,
  end: Day,
})
export type EndedContribution = z.infer<typeof EndedContribution>

/** A contribution whose period is over and that still counts as committed or active: its record is stale. */
export const StaleContribution = namedObject('StaleContribution', {
  ...EndedContribution.shape,
  provider: Named,
  reportedBy: Named,
  beneficiary: Named,
  subCluster: z.nullable(Named),
  daysPast: z.int(),
})

/** What recurs: how many series, how many with an edition in the year of the report, and which of those lack years. */
export const RecurringSeries = namedObject('RecurringSeries', {
  count: z.int(),
  thisYear: z.int(),
  missing: z.array(z.strictObject({ title: z.string(), years: z.array(z.int()), provider: Named, beneficiary: Named })),
})
export type RecurringSeries = z.infer<typeof RecurringSeries>

/** The same before its codes have names. */
export interface Recurring extends Omit<RecurringSeries, 'missing'> {
  missing: { title: string; years: number[]; provider: string; beneficiary: string }[]
}

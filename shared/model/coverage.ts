// Coverage: measures, stages, cells and the figures that they hold.
import * as z from 'zod/mini'
import { matching, named, namedObject } from './schema.ts'
import { Sum, TransactionType } from './money.ts'
import { Day } from './text.ts'

/** What is counted. US dollars in cents; the other four in hundredths of their unit; experts as expert-days. */
export const measures = ['usd', 'person-days', 'seats', 'experts', 'items'] as const
export const Measure = named('Measure', z.enum(measures))
export type Measure = z.infer<typeof Measure>

/** How far support has come: announced >= arranged >= delivered for every contribution (formula 2). */
export const stages = ['announced', 'arranged', 'delivered'] as const
export const Stage = named('Stage', z.enum(stages))
export type Stage = z.infer<typeof Stage>

export const Quarter = named('Quarter', matching(/^\d{4}-Q[1-4]$/), { example: '2008-Q1' })

/** Where an amount is counted: formula 3's cell. */
export const CoverageCell = z.strictObject({
  measure: Measure,
  subCluster: z.nullable(z.string()),
  priorityArea: z.nullable(z.string()),
  beneficiary: z.string(),
  quarter: Quarter,
})
export type CoverageCell = z.infer<typeof CoverageCell>

/** Formula 4: what is left when duplicates are taken out, at worst, as expected, and if no open pair is true. */
export const Range = namedObject('Range', { low: Sum, expected: Sum, high: Sum })
export const StageFigure = namedObject('StageFigure', { reported: Sum, net: Range })

const perStage = <T extends z.ZodMiniType>(value: T) =>
  z.strictObject({ announced: value, arranged: value, delivered: value })

/** One row of a coverage answer: the keys of its grouping, what is needed, and the figures at each stage. */
export const CoverageRow = namedObject('CoverageRow', {
  subCluster: z.nullish(z.string()),
  priorityArea: z.nullish(z.string()),
  beneficiary: z.optional(z.string()),
  provider: z.optional(z.string()),
  instrument: z.nullish(z.string()),
  quarter: z.optional(Quarter),
  year: z.optional(z.string()),
  needed: z.optional(Sum),
  announced: StageFigure,
  arranged: StageFigure,
  delivered: StageFigure,
  gap: z.optional(perStage(Range)),
  oversupply: z.optional(perStage(Range)),
  coverage: z.optional(perStage(z.strictObject({ low: z.number(), expected: z.number(), high: z.number() }))),
})
export type CoverageRow = z.infer<typeof CoverageRow>

/** A row in which something is missing, with the needs it comes from and who is near. */
export const GapRow = namedObject('GapRow', {
  ...CoverageRow.shape,
  urgency: z.nullable(z.enum(['start-up', 'one-off', 'recurrent'])),
  needs: z.array(z.string()),
  active: z.array(z.string()),
  couldFill: z.array(z.string()),
})
export type GapRow = z.infer<typeof GapRow>

export const GapAnswer = namedObject('GapAnswer', {
  measure: Measure,
  asOf: z.string(),
  items: z.array(GapRow),
  next: z.nullable(z.string()),
})

/** Why a record does not count with all that it reports: it is set aside as a duplicate, or a child of it counts. */
const LeftOutRule = named('LeftOutRule', z.enum(['same-contribution', 'envelope']))

const CountedPart = namedObject('CountedPart', { id: z.string(), amount: Sum })
const LeftOutPart = namedObject('LeftOutPart', {
  id: z.string(),
  amount: Sum,
  rule: LeftOutRule,
  because: z.string(),
})

/** One figure's account: over all pages `counted` sums up to `net.high`, and with `leftOut` to `reported`. */
export const Explained = namedObject('Explained', {
  reported: Sum,
  net: Range,
  counted: z.array(CountedPart),
  leftOut: z.array(LeftOutPart),
  next: z.nullable(z.string()),
})
export type Explained = z.infer<typeof Explained>

/** A quarter that stopped being covered: what is needed in it, and what was and is arranged (expected, net). */
export const LostQuarter = namedObject('LostQuarter', { quarter: Quarter, needed: Sum, before: Sum, after: Sum })
export type LostQuarter = z.infer<typeof LostQuarter>

/** Quarters of one row that stopped being covered at once (formula 8). */
export const LostCover = namedObject('LostCover', {
  at: z.string(),
  measure: Measure,
  subCluster: z.nullable(z.string()),
  priorityArea: z.nullable(z.string()),
  beneficiary: z.string(),
  quarters: z.array(LostQuarter),
})
export type LostCover = z.infer<typeof LostCover>

/** Formula 5: how far a beneficiary can rely on what is arranged for it in a sub-cluster, in US dollars. */
export const Predictability = namedObject('Predictability', {
  subCluster: z.nullable(z.string()),
  beneficiary: z.string(),
  nextFourQuarters: namedObject('Outlook', { needed: Sum, arranged: Sum, share: z.nullable(z.number()) }),
  largestProvider: z.nullable(namedObject('ProviderShare', { provider: z.string(), share: z.number() })),
  cliff: z.nullable(namedObject('FundingCliff', { quarter: Quarter, before: Sum, after: Sum })),
  medianDays: namedObject('MedianDays', {
    pledgeToCommitment: z.nullable(z.number()),
    commitmentToDisbursement: z.nullable(z.number()),
  }),
  startUpGap: Sum,
})
export type Predictability = z.infer<typeof Predictability>

/** A pledge that lapses on a day unless it is renewed, with what of it is not arranged yet per measure. */
export const LapsingPledge = namedObject('LapsingPledge', {
  id: z.string(),
  title: z.string(),
  provider: z.string(),
  beneficiary: z.string(),
  subCluster: z.nullable(z.string()),
  due: Day,
  outstanding: z.partialRecord(Measure, Sum),
})
export type LapsingPledge = z.infer<typeof LapsingPledge>

const Beside = z.record(z.string(), z.unknown())

/** What of an entry beside the figures stands in a file: an amount without a rate, a need without an amount. */
export const ListedEntry = z.object({
  id: z.string(),
  title: z.string(),
  amount: z.optional(z.string()),
  currency: z.optional(z.string()),
  transaction: z.optional(z.nullable(TransactionType)),
  urgency: z.optional(z.string()),
  provider: z.optional(z.string()),
  subCluster: z.nullable(z.string()),
  priorityArea: z.optional(z.nullable(z.string())),
  beneficiary: z.optional(z.string()),
  measure: z.optional(Measure),
})
export type ListedEntry = z.infer<typeof ListedEntry>

/** A page of coverage; the four other lists come with the first page, `more` links to the rest of each. */
export const CoverageAnswer = namedObject('CoverageAnswer', {
  measure: Measure,
  asOf: z.string(),
  /** Of `list=unconverted` and `list=unquantifiedNeeds` the entries of that list. */
  items: z.array(z.union([CoverageRow, Beside])),
  shared: z.array(CoverageRow),
  unspecified: z.array(CoverageRow),
  unconverted: z.array(Beside),
  unquantifiedNeeds: z.array(Beside),
  more: z.optional(z.record(z.string(), z.string())),
  next: z.nullable(z.string()),
})

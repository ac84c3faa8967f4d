// The duplication and gap report: what a coordinator takes into the meeting, complete in itself.
import * as z from 'zod/mini'
import { fraction, named, namedObject, positiveInt } from './schema.ts'
import { Period, Status } from './contribution.ts'
import { Measure, Range, StageFigure } from './coverage.ts'
import { FindingKind, FindingState, Verdict } from './finding.ts'
import { Money, Sum } from './money.ts'
import { Urgency } from './need.ts'
import {
  Named,
  RecurringSeries,
  ReportLoss,
  ReportPledge,
  StaleContribution,
  UnconvertedMoney,
  UnquantifiedNeed,
} from './reportLists.ts'
import { FillReasonKind } from './suggestion.ts'
import { Day, Instant, Language, RecordId, Source } from './text.ts'

export const Edition = named('ReportEdition', z.enum(['shared', 'coordinators']))
export type Edition = z.infer<typeof Edition>

export const ReportTrigger = named('ReportTrigger', z.enum(['scheduled', 'on-demand']))
export type ReportTrigger = z.infer<typeof ReportTrigger>

/** One record as it stands in a group or a pair; `usd` is what the announced figure counts for it (formula 2). */
export const ReportRecord = namedObject('ReportRecord', {
  id: RecordId,
  title: z.string(),
  language: z.nullable(Language),
  provider: Named,
  reportedBy: z.nullable(Named),
  beneficiary: z.nullable(Named),
  money: z.nullable(Money),
  usd: z.nullable(Sum),
  provisional: z.boolean(),
  inKind: z.array(z.strictObject({ quantity: z.nullable(Sum), unit: Named })),
  period: z.nullable(Period),
  status: z.nullable(Status),
  source: z.nullable(Source),
  alsoRecordedAs: z.array(RecordId),
})
export type ReportRecord = z.infer<typeof ReportRecord>

/** The strongest reasons that speak for and against a finding, in words, strongest first. */
export const Reasons = namedObject('Reasons', { for: z.array(z.string()), against: z.array(z.string()) })
export type Reasons = z.infer<typeof Reasons>

export const AwaitedDecision = namedObject('AwaitedDecision', {
  verdict: Verdict,
  survivor: z.nullable(RecordId),
  note: z.nullable(z.string()),
  by: z.string(),
  at: Instant,
})
export type AwaitedDecision = z.infer<typeof AwaitedDecision>

/** Which record to keep, or which is the whole, and why: a proposal, never a verdict. */
export const Suggestion = namedObject('Suggestion', { contribution: RecordId, reason: z.string() })
export type Suggestion = z.infer<typeof Suggestion>

const openFinding = {
  finding: RecordId,
  state: FindingState,
  score: fraction,
  usdAtRisk: z.nullable(Sum),
  reasons: Reasons,
  awaiting: z.nullable(AwaitedDecision),
  reopenedBecause: z.array(z.string()),
  isNew: z.boolean(),
  firstSeen: Instant,
}

/** One open pair of a group; the ids are those of the group's records. */
export const DuplicatePair = namedObject('DuplicatePair', { ...openFinding, contributions: z.array(RecordId) })
export type DuplicatePair = z.infer<typeof DuplicatePair>

/** Records joined by open duplicate-record pairs; `usdAtRisk` is their sum without the largest. */
export const DuplicateGroup = namedObject('DuplicateGroup', {
  decision: positiveInt,
  key: RecordId,
  score: fraction,
  records: z.array(ReportRecord),
  pairs: z.array(DuplicatePair),
  usdAtRisk: Sum,
  recordsWithoutUsd: z.int(),
  suggestedSurvivor: z.nullable(Suggestion),
  question: z.string(),
})
export type DuplicateGroup = z.infer<typeof DuplicateGroup>

/** Any other open finding; `days` counts both ends and is null when an end is open. */
export const OpenPair = namedObject('OpenPair', {
  decision: positiveInt,
  ...openFinding,
  records: z.array(ReportRecord),
  inCommon: z.array(z.string()),
  overlap: z.nullable(z.strictObject({ start: Day, end: z.nullable(Day), days: z.nullable(z.int()) })),
  suggestedWhole: z.nullable(Suggestion),
  question: z.string(),
})
export type OpenPair = z.infer<typeof OpenPair>

/** The lists of a report that ask for decisions, in the order of their numbers. */
export const entryLists = ['duplicates', 'partOf', 'overlaps', 'clashes'] as const
export type EntryList = (typeof entryLists)[number]

/** Those lists, or a part of them. */
export interface ReportEntries {
  duplicates: DuplicateGroup[]
  partOf: OpenPair[]
  overlaps: OpenPair[]
  clashes: OpenPair[]
}

/** A finding decided since the previous report, or ever when there is none. */
export const DecidedFinding = namedObject('DecidedFinding', {
  finding: RecordId,
  kind: FindingKind,
  titles: z.array(z.string()),
  verdict: Verdict,
  survivor: z.nullable(RecordId),
  whole: z.nullable(RecordId),
  note: z.nullable(z.string()),
  by: z.string(),
  at: Instant,
  confirmedBy: z.nullable(z.string()),
})
export type DecidedFinding = z.infer<typeof DecidedFinding>

/** A partner to be asked about a gap, with the reasons; `redirect` where it has support near it that could go there. */
export const CouldFill = namedObject('CouldFill', {
  partner: Named,
  redirect: z.boolean(),
  reasons: z.array(
    z.strictObject({
      kind: FillReasonKind,
      priorityArea: z.nullable(Named),
      beneficiary: z.nullable(Named),
      contributions: z.array(RecordId),
    }),
  ),
})
export type CouldFill = z.infer<typeof CouldFill>

/**
 * One coverage cell in one measure; stages are net of duplication, as expected. `time` is a quarter or a year. Experts
 * are in expert-days, which add up over any time. The most urgent gaps say who could fill them.
 */
export const ReportRow = namedObject('ReportRow', {
  subCluster: z.nullable(Named),
  priorityArea: z.nullable(Named),
  beneficiary: z.nullable(Named),
  time: z.nullable(z.string()),
  measure: Measure,
  urgency: z.nullable(Urgency),
  neededFrom: z.nullable(Day),
  neededUntil: z.nullable(Day),
  needs: z.array(z.strictObject({ id: RecordId, title: z.string() })),
  needed: Sum,
  announced: Sum,
  arranged: Sum,
  delivered: Sum,
  gap: z.nullable(z.strictObject({ announced: Range, arranged: Range, delivered: Range })),
  oversupply: z.nullable(Range),
  percentArranged: z.nullable(z.int()),
  activePartners: z.array(Named),
  couldFill: z._default(z.array(CouldFill), []),
})
export type ReportRow = z.infer<typeof ReportRow>

/** Everything of one measure added up: as reported, and net of duplication. Gaps do not add up and are not here. */
export const ReportTotal = namedObject('ReportTotal', {
  measure: Measure,
  needed: Sum,
  announced: StageFigure,
  arranged: StageFigure,
  delivered: StageFigure,
})
export type ReportTotal = z.infer<typeof ReportTotal>

export const ReportDispute = namedObject('ReportDispute', {
  finding: RecordId,
  kind: FindingKind,
  decision: z.nullable(z.int()),
  titles: z.array(z.string()),
  partner: Named,
  text: z.string(),
  at: Instant,
})
export type ReportDispute = z.infer<typeof ReportDispute>

const changedFinding = { finding: RecordId, kind: FindingKind, titles: z.array(z.string()) }
const changedCell = {
  subCluster: z.nullable(Named),
  priorityArea: z.nullable(Named),
  beneficiary: z.nullable(Named),
  time: z.nullable(z.string()),
  measure: Measure,
  from: Sum,
  to: Sum,
}

export const GapCause = named(
  'GapCause',
  z.enum(['need-registered', 'need-raised', 'cover-lost', 'covered', 'need-lowered', 'need-withdrawn']),
)
export type GapCause = z.infer<typeof GapCause>

export const OpenedOrClosedGap = namedObject('OpenedOrClosedGap', { ...changedCell, cause: GapCause })
export type OpenedOrClosedGap = z.infer<typeof OpenedOrClosedGap>

/**
 * Against the previous report of the same edition. `noLongerListed` counts findings that are not named any more; gaps
 * are comparable when both reports look at the same range of days.
 */
export const ReportChanges = namedObject('ReportChanges', {
  usdAtRiskBefore: Sum,
  newFindings: z.array(z.strictObject(changedFinding)),
  reopened: z.array(z.strictObject({ ...changedFinding, because: z.array(z.string()) })),
  resolved: z.array(z.strictObject({ ...changedFinding, outcome: z.union([Verdict, z.literal('gone')]) })),
  noLongerListed: z.int(),
  gapsComparable: z.boolean(),
  gapsOpened: z.array(OpenedOrClosedGap),
  gapsClosed: z.array(OpenedOrClosedGap),
  gapsMoved: z.array(z.strictObject(changedCell)),
})
export type ReportChanges = z.infer<typeof ReportChanges>

export const ReportSummary = namedObject('ReportSummary', {
  openFindings: z.int(),
  openByKind: z.record(FindingKind, z.int()),
  awaitingConfirmation: z.int(),
  decisions: z.int(),
  duplicateGroups: z.int(),
  usdAtRisk: Sum,
  needsQuantified: z.int(),
  needsUnquantified: z.int(),
  cellsWithNeed: z.int(),
  cellsWithGap: z.int(),
  largestGap: z.nullable(ReportRow),
})
export type ReportSummary = z.infer<typeof ReportSummary>

/** `findings` names everything open or waiting, so that the next report can say what is new and what is settled. */
export const Report = namedObject('Report', {
  id: RecordId,
  edition: Edition,
  createdAt: Instant,
  trigger: ReportTrigger,
  previous: z.nullable(z.strictObject({ id: RecordId, createdAt: Instant })),
  weightsVersion: z.string(),
  range: z.nullable(z.strictObject({ from: Day, to: Day })),
  summary: ReportSummary,
  duplicates: z.array(DuplicateGroup),
  partOf: z.array(OpenPair),
  overlaps: z.array(OpenPair),
  clashes: z.array(OpenPair),
  decided: z.array(DecidedFinding),
  gaps: z.array(ReportRow),
  oversupply: z.array(ReportRow),
  covered: z.array(ReportRow),
  withoutNeed: z.array(ReportRow),
  shared: z.array(ReportRow),
  unspecified: z.array(ReportRow),
  totals: z.array(ReportTotal),
  unquantifiedNeeds: z.array(UnquantifiedNeed),
  unconverted: z.array(UnconvertedMoney),
  lostCover: z._default(z.array(ReportLoss), []),
  lapsing: z._default(z.array(ReportPledge), []),
  stale: z._default(z.array(StaleContribution), []),
  series: z._default(z.nullable(RecurringSeries), null),
  disputes: z.array(ReportDispute),
  changes: z.nullable(ReportChanges),
  findings: z.array(z.strictObject({ id: RecordId, kind: FindingKind, state: FindingState })),
})
export type Report = z.infer<typeof Report>

// A finding: one flagged pair of contributions, its evidence, and what was decided about it.
import * as z from 'zod/mini'
import { fraction, named, namedObject } from './schema.ts'
import { Instant, line, RecordId } from './text.ts'
import { Sum } from './money.ts'

export const findingKinds = [
  'duplicate-record',
  'overlapping-effort',
  'schedule-clash',
  'part-of',
  'oversupply',
] as const
export const FindingKind = named('FindingKind', z.enum(findingKinds))
export type FindingKind = z.infer<typeof FindingKind>

const findingStates = ['open', 'awaiting-confirmation', 'decided', 'gone'] as const
export const FindingState = named('FindingState', z.enum(findingStates))
export type FindingState = z.infer<typeof FindingState>

/** One compared field: both values as a reader would write them, its weight in log-odds, and the reason in words. */
export const Evidence = namedObject('Evidence', {
  field: z.string(),
  a: z.nullable(z.string()),
  b: z.nullable(z.string()),
  weight: z.number(),
  text: z.string(),
})
export type Evidence = z.infer<typeof Evidence>

/** Evidence as it is shown: with its weight in plain words, in the language of the answer. */
export const ShownEvidence = namedObject('ShownEvidence', { ...Evidence.shape, strength: z.string() })
export type ShownEvidence = z.infer<typeof ShownEvidence>

const verdicts = [
  'same-contribution',
  'overlap-confirmed',
  'complementary',
  'part-of',
  'not-duplicate',
  'reopen',
] as const
export const Verdict = named('Verdict', z.enum(verdicts))
export type Verdict = z.infer<typeof Verdict>

/** A decision as it is sent: same-contribution has a survivor, part-of a whole. */
export const NewDecision = named(
  'NewDecision',
  z
    .strictObject({
      verdict: Verdict,
      survivor: z.nullish(RecordId),
      whole: z.nullish(RecordId),
      note: z.nullish(line(1000)),
    })
    .check(
      z.refine(({ verdict, survivor }) => (verdict === 'same-contribution') === Boolean(survivor), {
        path: ['survivor'],
        error: 'A same-contribution verdict, and only that, names the survivor.',
      }),
      z.refine(({ verdict, whole }) => (verdict === 'part-of') === Boolean(whole), {
        path: ['whole'],
        error: 'A part-of verdict, and only that, names the whole.',
      }),
    ),
)
export type NewDecision = z.infer<typeof NewDecision>

export const NewConfirmation = namedObject('NewConfirmation', { note: z.nullish(line(1000)) })
export const NewDispute = namedObject('NewDispute', { text: line(4000) })

/** Whom a finding is with: `from` names who has it, to take it over or to release it for them. */
export const NewAssignment = namedObject('NewAssignment', {
  assignee: z.nullable(z.literal('me')),
  from: z.optional(line(128)),
})
export type NewAssignment = z.infer<typeof NewAssignment>

/** A decision as kept; never deleted, only followed by another. */
export const Decision = namedObject('Decision', {
  verdict: Verdict,
  survivor: z.nullable(RecordId),
  whole: z.nullable(RecordId),
  note: z.nullable(z.string()),
  by: z.string(),
  at: Instant,
  /** Whether configuration asked for a second coordinator when it was given: a later switch changes no decision. */
  needsConfirmation: z._default(z.boolean(), true),
  confirmedBy: z.nullable(z.string()),
  confirmedAt: z.nullable(Instant),
  confirmationNote: z.nullable(z.string()),
})
export type Decision = z.infer<typeof Decision>

export const Dispute = namedObject('Dispute', { partner: z.string(), text: z.string(), at: Instant })
export type Dispute = z.infer<typeof Dispute>

/** The coordinator who has taken a finding on. */
export const Assignee = namedObject('Assignee', { id: z.string(), at: Instant })
export type Assignee = z.infer<typeof Assignee>

/** One of the records that a finding names, at the revision that was compared. */
export const Side = z.strictObject({ id: RecordId, title: z.string(), provider: z.string(), revision: z.int() })

/** What detection says of a pair, before it is a stored finding. */
export const Detected = namedObject('Detected', {
  kind: FindingKind,
  score: fraction,
  contributions: z.array(Side),
  evidence: z.array(ShownEvidence),
  usdAtRisk: z.nullable(Sum),
  /** Of the weights that scored it; of an oversupply, the formula that it follows from. */
  weightsVersion: z.string(),
})
export type Detected = z.infer<typeof Detected>

export const Finding = namedObject('Finding', {
  id: RecordId,
  ...Detected.shape,
  state: FindingState,
  reopenedBecause: z.nullable(z.array(z.string())),
  decisions: z.array(Decision),
  disputes: z.array(Dispute),
  assignee: z.nullable(Assignee),
  /** An oversupply is worked out and not kept: both are the last change of a record that it names. */
  firstSeen: Instant,
  updatedAt: Instant,
  /** A finding is worked out, not written: in place of a revision it has a mark of all that it says. */
  etag: z.string(),
})
export type Finding = z.infer<typeof Finding>

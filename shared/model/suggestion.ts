// Who could fill a gap: a partner, and the reasons to ask it. A suggestion is advice; nothing follows from it.
import * as z from 'zod/mini'
import { CoverageRow, Measure } from './coverage.ts'
import { Sum } from './money.ts'
import { listUpTo, named, namedObject } from './schema.ts'
import { Code, RecordId } from './text.ts'

/** `overlap-near` and `oversupply-near` are support that could be redirected; the others say who knows the place. */
export const fillReasons = [
  'overlap-near',
  'oversupply-near',
  'active-in-area',
  'with-beneficiary',
  'active-in-sub-cluster',
] as const
export const FillReasonKind = named('FillReasonKind', z.enum(fillReasons))
export type FillReasonKind = z.infer<typeof FillReasonKind>

const FillReason = namedObject('FillReason', {
  kind: FillReasonKind,
  text: z.string(),
  /** Where the support is that could be redirected, and how much of it there is too much; in the gap's measure. */
  priorityArea: z.nullable(z.string()),
  beneficiary: z.nullable(z.string()),
  oversupply: z.nullable(Sum),
  finding: z.nullable(RecordId),
  contributions: listUpTo(10, RecordId),
})
export type FillReason = z.infer<typeof FillReason>

export const FillSuggestion = namedObject('FillSuggestion', {
  partner: Code,
  /** Whether a reason names support of it that could be redirected. */
  redirect: z.boolean(),
  reasons: z.array(FillReason),
})
export type FillSuggestion = z.infer<typeof FillSuggestion>

export const FillAnswer = namedObject('FillAnswer', {
  measure: Measure,
  asOf: z.string(),
  /** The row that is asked about, over all time. */
  row: CoverageRow,
  items: z.array(FillSuggestion),
  next: z.null(),
})

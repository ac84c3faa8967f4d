// Findings selected by a filter, each as it was read, and what is said of all of them at once.
import * as z from 'zod/mini'
import { FindingKind, NewAssignment, NewConfirmation, Side, Verdict } from './finding.ts'
import { Sum } from './money.ts'
import { fraction, listUpTo, named, namedObject, textUpTo } from './schema.ts'
import { line, RecordId } from './text.ts'

/** Sealed by the tracker: which findings, and the ETag that each was read under. */
const Selection = textUpTo(100_000)

/** What a filter selects, before anything is said of it. */
export const FindingSelection = namedObject('FindingSelection', {
  count: z.int(),
  /** Of all records that hang together, each amount but the largest, however many of the findings name it. */
  usdAtRisk: Sum,
  byKind: z.partialRecord(FindingKind, z.int()),
  /** The lowest and the highest score among them; null of none. */
  scores: z.nullable(z.strictObject({ low: fraction, high: fraction })),
  /** What to look at before deciding all. */
  disputed: z.int(),
  assignedToOthers: z.int(),
  /** To be sent with what is said; null of none. */
  selection: z.nullable(z.string()),
  /** Where the next selection begins when the filter selects more than one holds. */
  next: z.nullable(z.string()),
})
export type FindingSelection = z.infer<typeof FindingSelection>

/** Records of which every two are an open duplicate: no chain of unlike ones. */
export const GroupOfFindings = namedObject('GroupOfFindings', {
  contributions: z.array(Side),
  /** Those of this page, the surest first: of a group with more than a page holds, the next page has others. */
  findings: z.array(RecordId),
  /** The lowest score is the weakest link. */
  scores: z.strictObject({ low: fraction, high: fraction }),
  /** All amounts but the largest, as far as these findings tell; null where no two records have one. */
  usdAtRisk: z.nullable(Sum),
  /** To be sent with one verdict on them all. */
  selection: z.string(),
})

/** What the seal holds. */
export const SealedSelection = z.strictObject({
  id: z.string(),
  findings: listUpTo(500, z.tuple([RecordId, z.string()])),
})
export type SealedSelection = z.infer<typeof SealedSelection>

/** One verdict for all: a survivor is suggested for each pair, and a part-of, which names its whole, is decided one by one. */
export const NewDecisions = named(
  'NewDecisions',
  z
    .strictObject({
      selection: Selection,
      verdict: z
        .enum(Verdict.def.entries)
        .check(z.refine((verdict) => verdict !== 'part-of', 'A part-of names its whole: decide each by itself.')),
      survivor: z.optional(z.literal('suggested')),
      note: NewConfirmation.shape.note,
    })
    .check(
      z.refine(({ verdict, survivor }) => (verdict === 'same-contribution') === (survivor !== undefined), {
        path: ['survivor'],
        error: 'A same-contribution verdict, and only that, takes the suggested survivor of each pair.',
      }),
    ),
)
export type NewDecisions = z.infer<typeof NewDecisions>

export const NewConfirmations = namedObject('NewConfirmations', { selection: Selection, ...NewConfirmation.shape })
export const NewAssignments = namedObject('NewAssignments', { selection: Selection, ...NewAssignment.shape })

/** `changed`: not as it was read, so nothing was said of it. `refused`: `detail` says why. */
const outcomes = ['done', 'changed', 'refused'] as const

export const SelectionProgress = namedObject('SelectionProgress', {
  results: z.array(
    z.strictObject({
      finding: RecordId,
      outcome: z.enum(outcomes),
      state: z.nullable(z.string()),
      detail: z.nullable(line(1000)),
    }),
  ),
  counts: z.strictObject({ done: z.int(), changed: z.int(), refused: z.int() }),
  /** How many are left, and what to send for them; null when all are through. */
  left: z.int(),
  selection: z.nullable(z.string()),
})
export type SelectionProgress = z.infer<typeof SelectionProgress>

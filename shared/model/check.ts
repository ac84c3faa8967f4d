// What check answers, and what a recorded contribution is returned with.
import * as z from 'zod/mini'
import { namedObject } from './schema.ts'
import { Contribution } from './contribution.ts'
import { CoverageCell } from './coverage.ts'
import { Detected, FindingKind } from './finding.ts'
import { Sum } from './money.ts'

/** Amounts are of the announced stage, net of duplication as expected: what is planned, not yet what is there. */
const CellEffect = namedObject('CellEffect', {
  cell: CoverageCell,
  gapBefore: Sum,
  gapAfter: Sum,
  oversupplyAfter: Sum,
})
export type CellEffect = z.infer<typeof CellEffect>

/** Something that the sender should know and that stops nothing. */
const Warning = namedObject('Warning', { pointer: z.string(), detail: z.string() })
export type Warning = z.infer<typeof Warning>

export const CheckAnswer = namedObject('CheckAnswer', {
  findings: z.array(Detected),
  /** A confidential contribution may overlap: that, its kind, and nothing else. */
  confidential: z.array(z.strictObject({ kind: FindingKind })),
  coverage: z.array(CellEffect),
  warnings: z.array(Warning),
})
export type CheckAnswer = z.infer<typeof CheckAnswer>

export const RecordedContribution = namedObject('RecordedContribution', { ...Contribution.shape, check: CheckAnswer })
export type RecordedContribution = z.infer<typeof RecordedContribution>

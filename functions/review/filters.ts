// The filters that lists and selections of findings share.
import { FindingKind, FindingState } from '#model/finding.ts'
import { fraction, matching, textUpTo } from '#model/schema.ts'
import { Code } from '#model/text.ts'
import * as z from 'zod/mini'

export const tag = 'Findings'
export const path = '/v1/findings'

const WrittenScore = z.pipe(
  matching(/^(?:0(?:\.\d{1,6})?|1(?:\.0{1,6})?)$/, 'Must be a number from 0 to 1.'),
  z.transform(Number),
)

/** `assignee` is a coordinator's id, `me`, or `none`. */
export const filters = {
  kind: z.optional(FindingKind),
  state: z.optional(FindingState),
  subCluster: z.optional(Code),
  partner: z.optional(Code),
  minScore: z.optional(z.pipe(WrittenScore, fraction)),
  assignee: z.optional(textUpTo(128)),
}

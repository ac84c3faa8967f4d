// What lists are narrowed by: the same in the list and in its export.
import * as z from 'zod/mini'
import { Status } from './contribution.ts'
import { FindingKind, FindingState } from './finding.ts'
import { fraction, matching, textUpTo } from './schema.ts'
import { TaxonomyKind } from './taxonomy.ts'
import { Code, Day, Instant } from './text.ts'

export const contributionFilters = {
  provider: z.optional(Code),
  partner: z.optional(Code),
  beneficiary: z.optional(Code),
  subCluster: z.optional(Code),
  instrument: z.optional(Code),
  q: z.optional(textUpTo(100).check(z.minLength(2))),
  priorityArea: z.optional(Code),
  modality: z.optional(Code),
  status: z.optional(Status),
  from: z.optional(Day),
  to: z.optional(Day),
  updatedSince: z.optional(Instant),
}

export const needFilters = { beneficiary: z.optional(Code), subCluster: z.optional(Code) }

const WrittenScore = z.pipe(
  matching(/^(?:0(?:\.\d{1,6})?|1(?:\.0{1,6})?)$/, 'Must be a number from 0 to 1.'),
  z.transform(Number),
)

/** `assignee` is a coordinator's id, `me`, or `none`. */
export const findingFilters = {
  kind: z.optional(FindingKind),
  state: z.optional(FindingState),
  subCluster: z.optional(Code),
  partner: z.optional(Code),
  minScore: z.optional(z.pipe(WrittenScore, fraction)),
  assignee: z.optional(textUpTo(128)),
}

export const termFilters = { kind: z.optional(TaxonomyKind) }

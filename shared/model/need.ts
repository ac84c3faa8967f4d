// A need: what the African Union requires, quantified or not.
import * as z from 'zod/mini'
import { named, namedObject, positiveInt } from './schema.ts'
import { Period } from './contribution.ts'
import { Measure } from './coverage.ts'
import { Decimal } from './money.ts'
import { Code, Instant, line, paragraphs, RecordId, Source } from './text.ts'

/** Para. 34: early planning, start-up and initial deployment are needs of their own kind. */
export const Urgency = named('Urgency', z.enum(['start-up', 'one-off', 'recurrent']))
export type Urgency = z.infer<typeof Urgency>

const needFields = {
  title: line(500),
  description: z.nullish(paragraphs(10_000)),
  beneficiary: Code,
  subCluster: z.nullish(Code),
  priorityArea: z.nullish(Code),
  modality: z.nullish(Code),
  measure: Measure,
  amount: z.nullish(Decimal),
  period: z.nullish(Period),
  urgency: Urgency,
  source: z.nullish(Source),
}

/** A need as it is sent. Without an amount it is unquantified: listed, never counted. */
export const NewNeed = named(
  'NewNeed',
  z.strictObject(needFields).check(
    z.refine(({ amount, period }) => amount == null || period != null, {
      path: ['period'],
      error: 'A quantified need has a period.',
    }),
  ),
)
export type NewNeed = z.infer<typeof NewNeed>

export const Need = namedObject('Need', {
  ...needFields,
  id: RecordId,
  revision: positiveInt,
  description: z.nullable(z.string()),
  subCluster: z.nullable(Code),
  priorityArea: z.nullable(Code),
  modality: z.nullable(Code),
  amount: z.nullable(Decimal),
  originalAmount: z.nullable(Decimal),
  period: z.nullable(Period),
  source: z.nullable(Source),
  registeredBy: z.string(),
  withdrawn: z.boolean(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type Need = z.infer<typeof Need>

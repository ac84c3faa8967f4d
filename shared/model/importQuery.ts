// How an import is asked for beside its file: the same question for a file in the body and for one that is posted apart.
import * as z from 'zod/mini'
import { DayOrder, DecimalSign, MappingId } from './importColumns.ts'
import { line } from './text.ts'

export const ImportQuery = z.strictObject({
  dryRun: z._default(z.enum(['true', 'false']), 'false'),
  mapping: z.optional(MappingId),
  source: z.optional(line(200)),
  dates: z.optional(DayOrder),
  decimals: z.optional(DecimalSign),
})
export type ImportQuery = z.infer<typeof ImportQuery>

// The body of a PATCH: a JSON Merge Patch (RFC 7396) of a record as it was sent.
import { named } from '#model/schema.ts'
import * as z from 'zod/mini'

/** Its fields are checked after merging, so that a nested patch such as {"money": {"amount": "5.00"}} works. */
export const MergePatch = named(
  'MergePatch',
  z
    .record(z.string(), z.unknown())
    .check(z.refine((patch) => Object.keys(patch).length > 0, 'An empty patch changes nothing.')),
  {
    description:
      'A JSON Merge Patch (RFC 7396) of the record as it was sent: what is given replaces, null takes away. `reason` beside the fields goes to the history.',
  },
)

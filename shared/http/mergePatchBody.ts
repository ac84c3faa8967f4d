// The body of a PATCH: a JSON Merge Patch (RFC 7396) of a record as it was sent.
import { named } from '#model/schema.ts'
import * as z from 'zod/mini'

/**
 * Its fields are checked after merging, so that a nested patch such as {"money": {"amount": "5.00"}} works. `patchOf` names
 * the schema of the record as it is sent: the OpenAPI document shows each of its fields (`infra/local/openApiPatches.ts`).
 */
export const mergePatchOf = (patchOf: string) =>
  named(
    `${patchOf.replace(/^New/, '')}Patch`,
    z
      .record(z.string(), z.unknown())
      .check(z.refine((patch) => Object.keys(patch).length > 0, 'An empty patch changes nothing.')),
    {
      'x-patch-of': patchOf,
      description:
        'A JSON Merge Patch (RFC 7396) of the record as it was sent: what is given replaces, null takes away. `reason` beside the fields goes to the history.',
    },
  )

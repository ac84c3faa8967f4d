// What-if: contributions and needs added, changed or withdrawn in thought, and what coverage would then be.
import * as z from 'zod/mini'
import { NewContribution } from './contribution.ts'
import { CoverageAnswer, CoverageCell } from './coverage.ts'
import { NewNeed } from './need.ts'
import { distinct, listUpTo, namedObject } from './schema.ts'
import { RecordId } from './text.ts'

const mostThoughts = 50

const Change = namedObject('ThoughtChange', { id: RecordId, patch: z.record(z.string(), z.unknown()) })

const thoughts = {
  add: z.optional(listUpTo(mostThoughts, NewContribution)),
  change: z.optional(listUpTo(mostThoughts, Change).check(distinct(({ id }) => id, 'A record is changed twice.'))),
  withdraw: z.optional(listUpTo(mostThoughts, RecordId).check(distinct((id) => id, 'A record is withdrawn twice.'))),
  addNeeds: z.optional(listUpTo(mostThoughts, NewNeed)),
}

/** `change` and `withdraw` name contributions or needs; a patch is a merge patch (RFC 7396). At most 50 in all. */
export const WhatIf = namedObject('WhatIf', thoughts).check(
  z.refine(
    (sent) => Object.values(sent).reduce((sum, list) => sum + (list?.length ?? 0), 0) <= mostThoughts,
    `At most ${mostThoughts} in all.`,
  ),
  z.refine(({ change = [], withdraw = [] }) => !change.some(({ id }) => withdraw.includes(id)), {
    path: ['withdraw'],
    error: 'A record is changed and withdrawn.',
  }),
)
export type WhatIf = z.infer<typeof WhatIf>

/** The rows that would differ, as they are and as they would be; the cells whose gap would open or close. */
export const WhatIfAnswer = namedObject('WhatIfAnswer', {
  before: CoverageAnswer,
  after: CoverageAnswer,
  opened: z.array(CoverageCell),
  closed: z.array(CoverageCell),
})

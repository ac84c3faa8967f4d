// /v1/coverage/what-if: coverage as it would be, stored nowhere.
import { whatIf } from '#actions/whatIf.ts'
import { WhatIf, WhatIfAnswer } from '#model/whatIf.ts'
import { checkRange } from '#http/list.ts'
import { operation, type Operation } from '#http/operation.ts'
import * as z from 'zod/mini'
import { groupedBy } from '#actions/coverageGrouping.ts'
import { groupBy, range } from '#model/coverageFilters.ts'
import { coveragePath, coverageTag as tag } from '../path.ts'

export const whatIfOperations: Operation[] = [
  operation({
    method: 'post',
    path: `${coveragePath}/what-if`,
    storesNothing: true,
    tag,
    summary: 'What coverage would be with contributions and needs added, changed or withdrawn',
    description:
      'Stores nothing. The query is that of coverage. `before` and `after` hold the rows that would differ; `opened` and `closed` the cells whose expected gap of what is announced would open or close. No duplicates are looked for in what is thought of; pairs stand as they were found.',
    query: z.strictObject({ ...range, groupBy }),
    body: WhatIf,
    answers: { status: 200, description: 'Before and after.', schema: WhatIfAnswer },
    problems: ['bad-query', 'validation'],
    handle: async ({ services, caller, query, body }) => {
      checkRange(query)
      const { measure, from = null, to = null } = query
      const asked = { measure, from, to, ...groupedBy(query.groupBy) }
      return { status: 200, body: await whatIf(services, caller, body, asked) }
    },
  }),
]

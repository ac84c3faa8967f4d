// /v1/coverage/gaps: what is missing, and who is near.
import { readGaps } from '#actions/readGaps.ts'
import { GapAnswer } from '#model/coverage.ts'
import { checkRange, listAnswer, pageQuery } from '#http/list.ts'
import { operation, type Operation } from '#http/operation.ts'
import * as z from 'zod/mini'
import { gapFilters } from '#model/coverageFilters.ts'
import { coveragePath, coverageTag as tag } from '../path.ts'

const path = `${coveragePath}/gaps`

const GapQuery = z.strictObject({ ...gapFilters, ...pageQuery })

export const gapOperations: Operation[] = [
  operation({
    method: 'get',
    path,
    tag,
    summary: 'What is missing, by urgency and gap',
    description:
      'Cells of sub-cluster, priority area and beneficiary: start-up needs first, then one-off, then recurrent, each by the expected gap. With `from` or `to`, what is needed and counted in the range, and the needs whose period meets it. `subCluster`, `priorityArea` and `beneficiary` narrow. With the partners that are active there and those that could fill it.',
    query: GapQuery,
    answers: { status: 200, description: 'A page of gaps.', schema: GapAnswer },
    problems: ['bad-query', 'bad-cursor'],
    handle: async (call) => {
      const { services, caller, query, cursors } = call
      checkRange(query)
      const { measure, from = null, to = null, limit, subCluster, priorityArea, beneficiary } = query
      const place = { subCluster, priorityArea, beneficiary }
      const after = (cursors.open(query.cursor) ?? null) as string | null
      const { gaps, next } = await readGaps(services, caller, { measure, from, to, place, after, limit })
      return listAnswer(call, path, gaps, next, { measure, asOf: services.now() })
    },
  }),
]

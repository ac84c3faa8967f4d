// /v1/coverage/predictability: how far a beneficiary can rely on what is arranged.
import { readPredictability } from '#actions/readPredictability.ts'
import { Predictability } from '#model/coverage.ts'
import { rowFilters } from '#model/coverageFilters.ts'
import { listAnswer, listOf, pageQuery } from '#http/list.ts'
import { operation, type Operation } from '#http/operation.ts'
import * as z from 'zod/mini'
import { coveragePath, coverageTag as tag } from '../path.ts'

const path = `${coveragePath}/predictability`

export const predictabilityOperations: Operation[] = [
  operation({
    method: 'get',
    path,
    tag,
    summary: 'How far each beneficiary can rely on what is arranged, per sub-cluster, in US dollars',
    description:
      'From what is arranged, net of duplication as expected: its share of what is needed in the four quarters after the present one, and the largest provider’s part of it; the first coming quarter that falls by more than a third; median days from pledge to commitment and from commitment to disbursement; and what of the start-up needs was not arranged by their first day. `subCluster` and `beneficiary` narrow.',
    query: z.strictObject({ ...rowFilters, ...pageQuery }),
    answers: {
      status: 200,
      description: 'A page, in order of sub-cluster and beneficiary.',
      schema: listOf(Predictability),
    },
    problems: ['bad-query', 'bad-cursor'],
    handle: async (call) => {
      const { services, caller, query, cursors } = call
      const after = (cursors.open(query.cursor) ?? null) as string | null
      const { rows, next } = await readPredictability(services, caller, {
        after,
        limit: query.limit,
        place: { subCluster: query.subCluster, beneficiary: query.beneficiary },
      })
      return listAnswer(call, path, rows, next)
    },
  }),
]

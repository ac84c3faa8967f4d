// /v1/findings/series: look-alikes that are no findings, since they recur.
import { listSeries } from '#actions/listSeries.ts'
import { listAnswer, listOf, pageQuery, positionOf } from '#http/list.ts'
import { operation } from '#http/operation.ts'
import { Series } from '#model/series.ts'
import { Code } from '#model/text.ts'
import * as z from 'zod/mini'
import { path, tag } from './path.ts'

export const seriesOperation = operation({
  method: 'get',
  path: `${path}/series`,
  tag,
  summary: 'Recurring contributions, each series in one line',
  description:
    'Courses of every year, phases, tranches and cohorts: records of one provider and beneficiary whose titles say the same but for what counts the editions, or that are declared `phase-of` or `tranche-of` one contribution. They are no findings; a duplicate of an edition counts with it, once. In order of provider and beneficiary, what only relations make last.',
  query: z.strictObject({
    provider: z.optional(Code),
    beneficiary: z.optional(Code),
    subCluster: z.optional(Code),
    ...pageQuery,
  }),
  answers: { status: 200, description: 'A page; it may be short.', schema: listOf(Series) },
  problems: ['bad-query', 'bad-cursor'],
  handle: async (call) => {
    const { services, caller, query } = call
    const { series, next } = await listSeries(services, caller, { ...query, after: positionOf(call) })
    return listAnswer(call, `${path}/series`, series, next)
  },
})

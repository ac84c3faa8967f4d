// /v1/coverage/lapsing: pledges that lapse soon.
import { listLapsing } from '#actions/listLapsing.ts'
import { LapsingPledge } from '#model/coverage.ts'
import { matching } from '#model/schema.ts'
import { listAnswer, listOf, pageQuery } from '#http/list.ts'
import { operation, type Operation } from '#http/operation.ts'
import * as z from 'zod/mini'
import { coveragePath, coverageTag as tag } from '../path.ts'

const path = `${coveragePath}/lapsing`

const mostDays = 3660
const Days = z.pipe(
  z.pipe(matching(/^\d{1,4}$/, 'Must be a whole number of days.'), z.transform(Number)),
  z.int().check(z.lte(mostDays, `Must be at most ${mostDays}.`)),
)

export const lapsingOperations: Operation[] = [
  operation({
    method: 'get',
    path,
    tag,
    summary: 'Pledges that lapse within some days, with what of them is not arranged yet',
    description:
      'The nearest first; by default of the next 90 days. A pledge lapses 12 months after it was made and then every 6, unless it is renewed; then no more of it counts than is arranged, and it is listed here no more.',
    query: z.strictObject({ days: z._default(Days, 90), ...pageQuery }),
    answers: { status: 200, description: 'A page of pledges.', schema: listOf(LapsingPledge) },
    problems: ['bad-query', 'bad-cursor'],
    handle: async (call) => {
      const { services, caller, query, cursors } = call
      const after = (cursors.open(query.cursor) ?? null) as string | null
      const { pledges, next } = await listLapsing(services, caller, { days: query.days, after, limit: query.limit })
      return listAnswer(call, path, pledges, next)
    },
  }),
]

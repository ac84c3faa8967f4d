// /v1/coverage/explain: one figure, record by record.
import { explainCoverage, type ExplainPosition } from '#actions/explainCoverage.ts'
import { Explained, Quarter, Stage } from '#model/coverage.ts'
import { matching, textUpTo } from '#model/schema.ts'
import { checkRange, pageAnswer, pageQuery } from '#http/list.ts'
import { operation, type Operation } from '#http/operation.ts'
import * as z from 'zod/mini'
import { range } from '#model/coverageFilters.ts'
import { coveragePath, coverageTag as tag } from '../path.ts'

const path = `${coveragePath}/explain`

/** A row that names none has null there; in a query that is a parameter without a value. */
const KeyOrNone = z.optional(textUpTo(200))
const keyOf = (text: string | undefined): string | null | undefined => (text === '' ? null : text)

const ExplainQuery = z.strictObject({
  ...range,
  stage: Stage,
  subCluster: KeyOrNone,
  priorityArea: KeyOrNone,
  beneficiary: KeyOrNone,
  provider: KeyOrNone,
  instrument: KeyOrNone,
  quarter: z.optional(Quarter),
  year: z.optional(matching(/^\d{4}$/, 'Must be a year of four digits.')),
  ...pageQuery,
})
type ExplainQuery = z.infer<typeof ExplainQuery>

const figureOf = (query: ExplainQuery) => {
  const { measure, stage, quarter = null, year = null, from = null, to = null } = query
  const { beneficiary, provider } = query
  const nullable = { subCluster: keyOf(query.subCluster), priorityArea: keyOf(query.priorityArea) }
  const key = { ...nullable, beneficiary, provider, instrument: keyOf(query.instrument) }
  const named = Object.fromEntries(Object.entries(key).filter(([, value]) => value !== undefined))
  return { measure, stage, key: named, quarter, year, from, to }
}

export const explainOperations: Operation[] = [
  operation({
    method: 'get',
    path,
    tag,
    summary: 'One figure, record by record: what was counted and what was left out, with the rule',
    description:
      'Give the stage and the keys of the row: `subCluster`, `priorityArea` and `beneficiary` as in its grouping, or `provider`, or `instrument`, with `quarter`, `year` or a range. A key without a value stands for null: the row of what names none. Over all pages what is counted sums up to `net.high`, and with what is left out to `reported`. Experts are in expert-days.',
    query: ExplainQuery,
    answers: { status: 200, description: 'A page of the account.', schema: Explained },
    problems: ['bad-query', 'bad-cursor'],
    handle: async (call) => {
      const { services, caller, query, cursors } = call
      checkRange(query)
      const position = (cursors.open(query.cursor) ?? null) as ExplainPosition | null
      const { next, ...account } = await explainCoverage(services, caller, figureOf(query), {
        position,
        limit: query.limit,
      })
      return pageAnswer(call, path, account, next)
    },
  }),
]

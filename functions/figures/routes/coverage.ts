// /v1/coverage: what is covered, from cells only.
import { type BesidePosition, firstBeside, type FirstEntries, listBeside, mostBeside } from '#actions/listBeside.ts'
import { type CoverageQuery, readCoverage } from '#actions/readCoverage.ts'
import { CoverageAnswer } from '#model/coverage.ts'
import { Refusal } from '#model/refusal.ts'
import { Instant } from '#model/text.ts'
import * as z from 'zod/mini'
import { checkRange, listAnswer, pageQuery } from '#http/list.ts'
import { type Call, operation, type Operation } from '#http/operation.ts'
import { groupedBy } from '#actions/coverageGrouping.ts'
import { groupBy, range } from '#model/coverageFilters.ts'
import { coveragePath as path, coverageTag as tag } from '../path.ts'

const lists = ['items', 'shared', 'unspecified', 'unconverted', 'unquantifiedNeeds'] as const

const listedBeside = { unconverted: 'unconverted', unquantifiedNeeds: 'unquantified' } as const

const Query = z.strictObject({
  ...range,
  groupBy,
  asOf: z.optional(Instant),
  list: z._default(z.enum(lists), 'items'),
  ...pageQuery,
})
type Query = z.infer<typeof Query>

const coverageQuery = (query: Query, list: CoverageQuery['list'], after: CoverageQuery['after']): CoverageQuery => {
  checkRange(query)
  const { measure, from = null, to = null, limit, asOf } = query
  return { measure, ...groupedBy(query.groupBy), from, to, list, after, limit, asOf }
}

const linkToList = ({ query }: Call<Query, unknown>, list: string): string => {
  const { cursor: _cursor, limit: _limit, ...rest } = query
  const given = Object.entries({ ...rest, list }).filter(([, value]) => value !== undefined)
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}

/** Rows of the shared and unspecified lists that a first page of a past instant looks up. */
const mostBesideInThePast = 10

const listed = ({ entries, more }: FirstEntries) => ({ items: entries, more })

/** The first page brings the other lists with it, each with a link to the rest of it. */
const besideItems = async (call: Call<Query, unknown>) => {
  const { services, caller, query } = call
  const rows = async (list: 'shared' | 'unspecified', field: string) => {
    // A grouping without that key has no such rows, and reading none costs as much as reading one.
    if (!query.groupBy.split(',').includes(field)) return { items: [], more: false }
    const page = await readCoverage(services, caller, {
      ...coverageQuery(query, list, null),
      limit: query.asOf === undefined ? mostBeside : mostBesideInThePast,
    })
    return { items: page.rows, more: page.next !== null }
  }
  const [shared, unspecified, beside] = await Promise.all([
    rows('shared', 'priorityArea'),
    rows('unspecified', 'subCluster'),
    firstBeside(services, caller, query.asOf),
  ])
  const unconverted = query.measure === 'usd' ? listed(beside.unconverted) : { items: [], more: false }
  const unquantifiedNeeds = listed(beside.unquantified)
  const all = { shared, unspecified, unconverted, unquantifiedNeeds }
  const links = Object.entries(all)
    .filter(([list, { more }]) => more && !(query.asOf !== undefined && list in listedBeside))
    .map(([list]) => [list, linkToList(call, list)])
  return {
    ...Object.fromEntries(Object.entries(all).map(([list, { items }]) => [list, items])),
    more: Object.fromEntries(links),
  }
}

/** Refuses `bad-query` for an instant that has not come. */
const answeredAsOf = ({ services, query }: Call<Query, unknown>): string => {
  const now = services.now()
  if (query.asOf !== undefined && Date.parse(query.asOf) > Date.parse(now))
    throw new Refusal('bad-query', 'asOf is an instant that has not come yet.')
  return query.asOf ?? now
}

const nothingBeside = { shared: [], unspecified: [], unconverted: [], unquantifiedNeeds: [] }

const coverageAnswer = async (call: Call<Query, unknown>) => {
  const { services, caller, query, cursors } = call
  const position = cursors.open(query.cursor)
  const head = { measure: query.measure, asOf: answeredAsOf(call) }
  if (query.list === 'unconverted' || query.list === 'unquantifiedNeeds') {
    if (query.asOf !== undefined)
      throw new Refusal('bad-query', 'Of a past instant these lists come with the first page, and no further.')
    const list = listedBeside[query.list]
    const page = await listBeside(services, caller, list, {
      at: position as BesidePosition | undefined,
      limit: query.limit,
    })
    return listAnswer(call, path, page.entries, page.next, { ...head, ...nothingBeside })
  }
  const after = (position ?? null) as CoverageQuery['after']
  const page = await readCoverage(services, caller, coverageQuery(query, query.list, after))
  const isFirst = query.list === 'items' && after === null
  return listAnswer(call, path, page.rows, page.next, {
    ...head,
    ...(isFirst ? await besideItems(call) : nothingBeside),
  })
}

export const coverageOperations: Operation[] = [
  operation({
    method: 'get',
    path,
    tag,
    summary: 'Coverage: needed, announced, arranged, delivered, and the gap at each stage',
    description:
      'Reported sums beside the range that is left net of duplication. The first page brings the shared, unspecified, unconverted and unquantified lists, 50 each; `more` links to the rest of one. `asOf` is an instant in the past: the answer that was given then; its pages may be shorter.',
    query: Query,
    answers: { status: 200, description: 'A page of rows.', schema: CoverageAnswer },
    problems: ['bad-query', 'bad-cursor'],
    handle: coverageAnswer,
  }),
]

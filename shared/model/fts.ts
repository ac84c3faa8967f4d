// What the public API of OCHA's Financial Tracking Service answers: flows of money, as far as they are read here.
import * as z from 'zod/mini'
import { matching } from './schema.ts'

/** How a flow stands to what was searched (a place and a year): FTS calls the search its boundary. */
export const ftsBoundaries = ['incoming', 'internal', 'outgoing'] as const
export type FtsBoundary = (typeof ftsBoundaries)[number]

/** `shared`: the flow also goes to other places or years and nobody says how much; `overlap`: it is whole in each. */
const ftsShares = ['single', 'shared', 'overlap'] as const
export const ftsStatuses = ['pledge', 'commitment', 'paid'] as const

const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, {
    error: ({ input }) => `${(JSON.stringify(input) ?? 'nothing').slice(0, 60)} is none of ${values.join(', ')}.`,
  })

const FlowId = z.pipe(
  z.union([matching(/^.{1,40}$/), z.int()], { error: 'This is no number of a flow.' }),
  z.transform(String),
)

/** In US dollars; FTS gives whole dollars, and cents are taken. */
const Dollars = z.pipe(
  z
    .union([z.number(), z.string()], { error: 'This is no amount in dollars.' })
    .check(z.refine((amount) => /^-?\d{1,15}(?:\.\d{1,2})?$/.test(String(amount)), 'This is no amount in dollars.')),
  z.transform(String),
)

const FtsObject = z.object({
  type: z.string(),
  id: z.nullish(FlowId),
  name: z.string(),
  behavior: z.nullish(z.string()),
})
const FtsObjects = z.array(FtsObject)
export type FtsObject = z.infer<typeof FtsObject>

/** Other fields are dropped: FTS adds some from time to time. */
export const FtsFlow = z.object({
  id: FlowId,
  amountUSD: Dollars,
  boundary: oneOf(ftsBoundaries),
  onBoundary: oneOf(ftsShares),
  status: oneOf(ftsStatuses),
  flowType: z.string(),
  parentFlowId: z.nullish(FlowId),
  childFlowIds: z.nullish(z.array(FlowId)),
  contributionType: z.nullish(z.string()),
  description: z.nullish(z.string()),
  decisionDate: z.nullish(z.string()),
  date: z.nullish(z.string()),
  refCode: z.nullish(z.string()),
  sourceObjects: FtsObjects,
  destinationObjects: FtsObjects,
})
export type FtsFlow = z.infer<typeof FtsFlow>

const Totals = z.nullish(
  z.object({ flowCount: z.nullish(z.int()), fundingTotal: z.nullish(Dollars), pledgeTotal: z.nullish(Dollars) }),
)

/** A page; its totals are those of the whole search, the same on each of its pages. */
export const FtsPage = z.object({
  data: z.object({
    incoming: Totals,
    internal: Totals,
    outgoing: Totals,
    flows: z.array(z.unknown(), { error: 'There is no list of flows.' }),
  }),
  meta: z.nullish(z.object({ count: z.nullish(z.int()) })),
})
export type FtsPage = z.infer<typeof FtsPage>
export type FtsTotals = Pick<FtsPage['data'], FtsBoundary>

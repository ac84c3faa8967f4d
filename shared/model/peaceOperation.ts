// A peace operation by a regional organization: its Security Council authorizations and its reports to the Council.
import * as z from 'zod/mini'
import { listUpTo, named, namedObject, positiveInt } from './schema.ts'
import { Code, Day, Instant, line, paragraphs, Source } from './text.ts'

/** A resolution and the days that it authorizes, both included; without an end until another says so. */
const Authorization = named(
  'Authorization',
  z
    .strictObject({ document: line(200), from: Day, to: z.nullish(Day) })
    .check(z.refine(({ from, to }) => to == null || to >= from, { path: ['to'], error: 'It ends before it begins.' })),
  { example: { document: 'S/RES/1744 (2007)', from: '2007-02-20', to: '2007-08-20' } },
)
export type Authorization = z.infer<typeof Authorization>

const CouncilReport = namedObject('CouncilReport', { document: line(200), date: Day })

/** The register's own listings have these names, in the place of an id. */
const listingNames = ['deadlines', 'support']

const fields = {
  id: Code.check(z.refine((id) => !listingNames.includes(id), 'This is the name of a listing.')),
  name: line(300),
  lead: Code,
  description: z.nullish(paragraphs(10_000)),
  authorizations: z.optional(listUpTo(100, Authorization)),
  reportEveryDays: z.nullish(z.int().check(z.gte(1), z.lte(3660))),
  reports: z.optional(listUpTo(500, CouncilReport)),
  source: z.nullish(Source),
}

/** An operation as it is sent; its id is readable and chosen by the coordinator. */
export const NewPeaceOperation = namedObject('NewPeaceOperation', fields)
export type NewPeaceOperation = z.infer<typeof NewPeaceOperation>

export const PeaceOperation = namedObject('PeaceOperation', {
  ...fields,
  description: z.nullable(z.string()),
  authorizations: z.array(Authorization),
  reportEveryDays: z.nullable(positiveInt),
  reports: z.array(CouncilReport),
  source: z.nullable(Source),
  revision: positiveInt,
  createdAt: Instant,
  updatedAt: Instant,
})
export type PeaceOperation = z.infer<typeof PeaceOperation>

/** What comes up, or is late. */
export const OperationDeadline = namedObject('OperationDeadline', {
  operation: Code,
  name: z.string(),
  kind: z.enum(['authorization-ends', 'report-due']),
  date: Day,
  /** The authorization that ends, or the report that the next one is counted from; null when none was made. */
  document: z.nullable(z.string()),
  overdue: z.boolean(),
})
export type OperationDeadline = z.infer<typeof OperationDeadline>

/** Support dated outside the operation's authorizations, or to one with none. */
export const UnauthorizedSupport = namedObject('UnauthorizedSupport', {
  operation: Code,
  contribution: z.strictObject({ id: z.string(), title: z.string(), provider: Code, status: z.string() }),
  period: z.nullable(z.strictObject({ start: Day, end: Day })),
  /** The days of it that nothing authorizes; all of them where there is no authorization. */
  outside: z.array(z.strictObject({ from: Day, to: Day })),
  reason: z.enum(['no-authorization', 'outside-authorizations']),
})
export type UnauthorizedSupport = z.infer<typeof UnauthorizedSupport>

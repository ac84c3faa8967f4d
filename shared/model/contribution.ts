// A contribution: what a partner provides, as it is sent, kept and returned.
import * as z from 'zod/mini'
import { distinct, listUpTo, matching, named, namedObject, positiveInt } from './schema.ts'
import { Code, Day, Instant, Language, line, paragraphs, RecordId, Source } from './text.ts'
import { DatedMoney, Decimal, Money, Sum, TransactionType, UsdAmount, Valuation } from './money.ts'

/** The status ladder; `suspended` and `cancelled` stand beside it. */
export const statuses = ['pipeline', 'pledged', 'committed', 'active', 'completed', 'suspended', 'cancelled'] as const
export const Status = named('Status', z.enum(statuses))
export type Status = z.infer<typeof Status>

const relationTypes = ['phase-of', 'part-of', 'tranche-of', 'co-finances', 'complements', 'replaces'] as const
const Relation = namedObject('Relation', { type: z.enum(relationTypes), contribution: RecordId })
export type Relation = z.infer<typeof Relation>

/** The same day of the year, as text: what is no day, as a 29th of February may be, still stands in order among days. */
const twentyYearsAfter = (day: string): string => `${Number(day.slice(0, 4)) + 20}${day.slice(4)}`

/** Both ends are included; a missing end is an open end. At most 20 years (the cost of a write is bounded by it). */
export const Period = named(
  'Period',
  z.strictObject({ start: Day, end: z.nullish(Day) }).check(
    z.refine(({ start, end }) => !end || end >= start, { path: ['end'], error: 'Must not be before the start.' }),
    z.refine(({ start, end }) => !end || end <= twentyYearsAfter(start), {
      path: ['end'],
      error: 'Must be at most 20 years after the start.',
    }),
  ),
)
export type Period = z.infer<typeof Period>

const Percent = z.number().check(z.gt(0), z.lte(100), z.multipleOf(0.01, 'At most two decimals.'))

/** `percent` is given for all areas or for none; given, they sum to exactly 100. */
const PriorityAreaShare = namedObject('PriorityAreaShare', {
  code: Code,
  percent: z.nullish(Percent),
})

const hundredths = (percent: number): number => Math.round(percent * 100)

const PriorityAreas = listUpTo(10, PriorityAreaShare).check(
  distinct(({ code }) => code, 'An area is named twice.'),
  z.refine((areas) => {
    const given = areas.filter(({ percent }) => percent != null).length
    return given === 0 || given === areas.length
  }, 'Give percentages for all areas or for none.'),
  z.refine((areas) => {
    const given = areas.flatMap(({ percent }) => (percent == null ? [] : [hundredths(percent)]))
    return given.length < areas.length || given.length === 0 || given.reduce((sum, part) => sum + part, 0) === 10_000
  }, 'The percentages must sum to exactly 100.'),
)

/** A quantity in its own unit; null where the source says that something is given in kind and not how much. */
const InKind = namedObject('InKind', { quantity: z.nullable(Decimal), unit: Code, value: z.nullish(Valuation) })

const Identifier = named('Identifier', z.strictObject({ scheme: Code, value: line(200) }), {
  example: { scheme: 'iati-activity', value: 'XM-DAC-41114-0001' },
})

const CountryCode = matching(/^[A-Z]{2}$/, 'Must be an ISO 3166-1 alpha-2 code.')

const Place = namedObject('Place', {
  country: z.nullish(CountryCode),
  name: z.nullish(line(200)),
})

const Training = namedObject('Training', { audience: z.nullish(line(300)), modules: z.optional(listUpTo(20, Code)) })

export const Visibility = named('Visibility', z.enum(['shared', 'coordinators']))

const Description = paragraphs(10_000)

const contributionFields = {
  title: line(500),
  description: z.nullish(Description),
  language: z.optional(Language),
  provider: Code,
  implementers: z.optional(listUpTo(8, Code).check(distinct((code) => code, 'An implementer is named twice.'))),
  beneficiary: Code,
  instrument: z.nullish(Code),
  subCluster: z.nullish(Code),
  priorityAreas: z.optional(PriorityAreas),
  modality: z.nullish(Code),
  training: z.nullish(Training),
  status: z.optional(Status),
  money: z.nullish(DatedMoney),
  inKind: z.optional(listUpTo(5, InKind).check(distinct(({ unit }) => unit, 'A unit is given twice.'))),
  period: z.nullish(Period),
  places: z.optional(listUpTo(20, Place)),
  identifiers: z.optional(listUpTo(20, Identifier)),
  agreement: z.nullish(line(200)),
  operation: z.nullish(Code),
  needs: z.optional(listUpTo(20, RecordId)),
  relations: z.optional(listUpTo(20, Relation)),
  visibility: z.optional(Visibility),
  source: z.nullish(Source),
}

const hasSubstance = (sent: { money?: unknown; period?: unknown; inKind?: readonly unknown[] | undefined }): boolean =>
  Boolean(sent.money) || Boolean(sent.period) || (sent.inKind?.length ?? 0) > 0

/** A contribution as it is sent. Required: title, provider, beneficiary, and one of money, inKind, period. */
export const NewContribution = named(
  'NewContribution',
  z.strictObject(contributionFields).check(z.refine(hasSubstance, 'Give at least one of money, inKind and period.')),
)
export type NewContribution = z.infer<typeof NewContribution>

/** A dated commitment or disbursement of a contribution. */
export const NewTransaction = namedObject('NewTransaction', {
  type: TransactionType,
  date: Day,
  money: Money,
})
export type NewTransaction = z.infer<typeof NewTransaction>

/** A transaction as kept: with its US dollars at the contribution's month, null without a rate. */
const Transaction = namedObject('Transaction', { ...NewTransaction.shape, usd: z.nullable(Sum) })
export type Transaction = z.infer<typeof Transaction>

/** Units handed over on a day. */
export const Delivery = namedObject('Delivery', { date: Day, quantity: Decimal, unit: Code })
export type Delivery = z.infer<typeof Delivery>

/** A pledge renewed on a day. */
export const Renewal = namedObject('Renewal', { date: Day, note: z.nullish(line(500)) })
export type Renewal = z.infer<typeof Renewal>

/** One step on the status ladder, with its author, or the correction's reason. */
const StatusMove = namedObject('StatusMove', {
  status: Status,
  at: Instant,
  by: z.string(),
  reason: z.nullable(z.string()),
})

/** A contribution as it is kept and returned: as sent with its defaults filled in, and what the tracker knows of it. */
export const Contribution = namedObject('Contribution', {
  ...contributionFields,
  id: RecordId,
  revision: positiveInt,
  description: z.nullable(Description),
  language: Language,
  implementers: z.array(Code),
  instrument: z.nullable(Code),
  subCluster: z.nullable(Code),
  priorityAreas: z.array(PriorityAreaShare),
  modality: z.nullable(Code),
  training: z.nullable(Training),
  status: Status,
  money: z.nullable(DatedMoney),
  inKind: z.array(InKind),
  period: z.nullable(Period),
  places: z.array(Place),
  identifiers: z.array(Identifier),
  agreement: z.nullable(line(200)),
  operation: z.nullable(Code),
  needs: z.array(RecordId),
  relations: z.array(Relation),
  visibility: Visibility,
  source: z.nullable(Source),
  transactions: z.array(Transaction),
  deliveries: z.array(Delivery),
  renewals: z.array(Renewal),
  statusHistory: z.array(StatusMove),
  reportedBy: Code,
  withdrawn: z.boolean(),
  /** The day on which a pledge lapsed; null while it stands, and for whatever is no pledge. */
  lapsedOn: z._default(z.nullable(Day), null),
  createdAt: Instant,
  updatedAt: Instant,
  usd: z.nullable(UsdAmount),
})
export type Contribution = z.infer<typeof Contribution>

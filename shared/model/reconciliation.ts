// A finding in full: the two reports side by side, and the group of records that may all be one contribution.
import * as z from 'zod/mini'
import { Status } from './contribution.ts'
import { Finding, Side } from './finding.ts'
import { Sum } from './money.ts'
import { fraction, named, namedObject } from './schema.ts'
import { Day, RecordId } from './text.ts'

const MoneyStated = z.nullable(z.strictObject({ amount: z.string(), currency: z.string() }))

const Added = z.strictObject({
  contribution: RecordId,
  provider: z.string(),
  money: MoneyStated,
  usd: z.nullable(Sum),
  inKind: z.array(z.strictObject({ quantity: z.string(), unit: z.string() })),
  priorityAreas: z.array(z.string()),
  places: z.array(z.string()),
  audience: z.nullable(z.string()),
})

const Source = z.strictObject({
  contribution: RecordId,
  reportedBy: z.string(),
  /** Whose report it is of what the record describes. */
  view: z.enum(['provider', 'implementer', 'other']),
  status: Status,
  money: MoneyStated,
  usd: z.nullable(Sum),
  period: z.nullable(z.strictObject({ start: Day, end: z.nullable(Day) })),
})

/** Two reports of what may be, or is, one contribution; the difference is the second's from the first's. */
export const Reconciliation = namedObject('Reconciliation', {
  /** One is its provider's report and the other its implementer's. */
  twoSided: z.boolean(),
  /** The survivor once the pair is confirmed: one counted contribution with two sources. */
  countsAs: z.nullable(RecordId),
  sources: z.tuple([Source, Source]),
  difference: z.strictObject({
    usd: z.nullable(z.string()),
    percent: z.nullable(z.number()),
    startDays: z.nullable(z.int()),
    endDays: z.nullable(z.int()),
    text: z.string(),
  }),
})
export type Reconciliation = z.infer<typeof Reconciliation>

/** Records of which every two are an open pair: no chain of unlike ones. */
const Group = namedObject('FindingGroup', {
  contributions: z.array(Side),
  findings: z.array(RecordId),
  weakestLink: fraction,
  suggestedSurvivor: z.nullable(z.strictObject({ contribution: RecordId, reason: z.string() })),
})
export type FindingGroup = z.infer<typeof Group>

/** What two efforts have in common, for how many days, and what each gives that the other does not. */
export const Overlap = namedObject('Overlap', {
  shared: z.strictObject({
    beneficiary: z.nullable(z.string()),
    subCluster: z.nullable(z.string()),
    priorityAreas: z.array(z.string()),
    modality: z.nullable(z.string()),
    audience: z.nullable(z.string()),
    places: z.array(z.string()),
    /** Null, and so are the days, where it cannot be told; an open end lasts as long as the other record. */
    period: z.nullable(z.strictObject({ start: Day, end: Day })),
    days: z.nullable(z.int()),
  }),
  /** Its money and quantities, and the areas, places and audience that the other record does not name. */
  adds: z.tuple([Added, Added]),
  text: z.string(),
})
export type Overlap = z.infer<typeof Overlap>

/** `2024`, `phase 2`, or the day on which it begins. */
const EditionOfPair = z.strictObject({ contribution: RecordId, edition: z.string() })

/** The two records are different editions of one series, such as those of 2024 and 2025: likely no duplicates. */
const SeriesOfPair = namedObject('SeriesOfPair', {
  editions: z.tuple([EditionOfPair, EditionOfPair]),
  text: z.string(),
})
export type SeriesOfPair = z.infer<typeof SeriesOfPair>

export const FindingInFull = named(
  'FindingInFull',
  z.strictObject({
    ...Finding.shape,
    reconciliation: z.nullable(Reconciliation),
    group: z.nullable(Group),
    series: z.nullable(SeriesOfPair),
    /** What `reopenedBecause` names, in words. */
    reopenedText: z.nullable(z.string()),
    overlap: z.nullable(Overlap),
  }),
)
export type FindingInFull = z.infer<typeof FindingInFull>

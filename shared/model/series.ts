// A series: editions of one recurring contribution (a course of every year, phases, tranches) folded into one line. Not a finding.
import * as z from 'zod/mini'
import { Period, Status } from './contribution.ts'
import { Measure } from './coverage.ts'
import { Sum } from './money.ts'
import { namedObject } from './schema.ts'
import { Code, RecordId } from './text.ts'

const AmountOfMeasure = namedObject('AmountOfMeasure', { measure: Measure, amount: Sum })
const UnconvertedSum = namedObject('UnconvertedSum', { currency: z.string(), amount: Sum })

/** What a title counts itself as: phase 2, third tranche, cohort 7. */
const PlaceInSeries = namedObject('PlaceInSeries', {
  kind: z.enum(['phase', 'tranche', 'cohort']),
  number: z.int(),
})

/** One edition: its record, and the others that are, or may be, the same contribution recorded again. */
export const SeriesEdition = namedObject('SeriesEdition', {
  id: RecordId,
  title: z.string(),
  status: Status,
  period: z.nullable(Period),
  numbers: z.array(PlaceInSeries),
  /** As announced (formula 2). Experts are a level. */
  amounts: z.array(AmountOfMeasure),
  /** Money in a currency without a rate. */
  unconverted: z.nullable(UnconvertedSum),
  /** Open or confirmed duplicates of it: the edition counts once, as its survivor or else as it was recorded first. */
  duplicates: z.array(RecordId),
})
export type SeriesEdition = z.infer<typeof SeriesEdition>

export const Series = namedObject('Series', {
  /** Of the newest edition. */
  title: z.string(),
  provider: Code,
  beneficiary: Code,
  /** What makes it a series: titles that say the same but for what counts the editions, or declared relations. */
  by: z.enum(['titles', 'relations']),
  /** From the first start to the last end or start; null where no edition has a period. */
  period: z.nullable(Period),
  count: z.int(),
  /** In order of their start; at most two hundred records are looked at. */
  editions: z.array(SeriesEdition),
  /** Over the editions, each once; experts do not add over time. */
  sums: z.array(AmountOfMeasure),
  unconverted: z.array(UnconvertedSum),
  /** Years without an edition where there is one a year, numbers between the first and the last that no title has. */
  missing: z.strictObject({ years: z.array(z.int()), numbers: z.array(z.int()) }),
})
export type Series = z.infer<typeof Series>

/** A contribution as its listing keeps it: all that a series shows of it, so that a list reads no records. */
export const ListedEdition = z.strictObject({
  ...z.pick(SeriesEdition, { id: true, title: true, status: true, period: true, amounts: true, unconverted: true })
    .shape,
  /** 99 is a last one, of whatever number. */
  numbers: z.array(PlaceInSeries),
  /** Years in the title. */
  years: z.array(z.int()),
  provider: z.string(),
  beneficiary: z.string(),
  subCluster: z.nullable(z.string()),
  /** What series of equal titles it is in; null where its title says too little. */
  key: z.nullable(z.string()),
  /** The contributions that it is declared to be a phase or a tranche of. */
  declared: z.array(RecordId),
})
export type ListedEdition = z.infer<typeof ListedEdition>

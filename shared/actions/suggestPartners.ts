// Who could fill one gap, from what the caller may see: presence, the beneficiary's last records, oversupply and overlaps near.
import { sees, viewerOf } from '#domain/can.ts'
import { coverageRow, rowDays, type RowSums } from '#domain/coverage/rows.ts'
import type { Span } from '#domain/coverage/spread.ts'
import { type FillClue, type FillPlace, type Oversupply, suggestFill } from '#domain/coverage/suggestFill.ts'
import { daysInQuarter } from '#domain/days.ts'
import type { Caller } from '#model/caller.ts'
import type { Contribution } from '#model/contribution.ts'
import type { CoverageRow, Measure } from '#model/coverage.ts'
import type { FillSuggestion } from '#model/suggestion.ts'
import type { Services } from '#runtime/services.ts'
import { type CellYear, finest, type RowKey, rowKeyText } from '#store/coverageCells.ts'
import { linesOfRow } from './linesOfRow.ts'
import { listFindings } from './listFindings.ts'
import { quartersOfYear, readRow, sumsOf } from './readCells.ts'
import { spanOf } from './readCoverage.ts'
import { neededRows } from './readGaps.ts'
import { type ListRead, type Position, readOn } from './readOn.ts'
import { readPresence } from './readPresence.ts'

export interface FillQuery extends FillPlace {
  measure: Measure
  limit: number
}

/** What one question reads at most, whatever is recorded: records of the beneficiary, findings, rows, lines of a row. */
const most = { records: 60, findings: 100, overlaps: 10, rows: 3, lines: 40 }

const always = (): boolean => true

interface Asked {
  services: Services
  caller: Caller
  query: FillQuery
  /** What an experts row is averaged over; null for the other measures. */
  span: Span | null
}

const fromPresence = async ({ services, caller, query }: Asked): Promise<FillClue[]> => {
  const present = await readPresence(services, caller)
  return [
    ...present.at(query).map((partner): FillClue => ({ partner, kind: 'active-in-area' })),
    ...present.near(query).map((partner): FillClue => ({ partner, kind: 'active-in-sub-cluster' })),
  ]
}

const supporterIn = ({ id, provider, status }: Contribution): FillClue | null =>
  status === 'cancelled' || status === 'suspended'
    ? null
    : { partner: provider, kind: 'with-beneficiary', contribution: id }

const fromBeneficiary = async ({ services, caller, query }: Asked): Promise<FillClue[]> => {
  const { contributions } = services.store
  const list = { index: 'beneficiary', value: query.beneficiary, newestFirst: true } as const
  const read = async (after: Position | undefined, limit: number): Promise<ListRead<FillClue>> => {
    const { records, next } = await contributions.list({ ...list, after, limit })
    const entries = records.map((one) => {
      const seen = sees(caller, one)
      return { at: contributions.positionIn(list.index, one), seen, item: seen ? supporterIn(one) : null }
    })
    return { entries, next }
  }
  // What is hidden takes no place among those that are looked at.
  return (await readOn(read, { limit: most.records, most: most.records })).items
}

const daysOf = (span: Span | null): number => (span ? rowDays({}, span) : 1)

const spare = ({ needed, stages }: RowSums): bigint => stages.arranged.expected - (needed ?? 0n)

/** Who puts something that is arranged into a row. */
const providersIn = async ({ services, caller, query }: Asked, key: RowKey): Promise<FillClue[]> => {
  const lines = await linesOfRow(services, viewerOf(caller), { measure: query.measure, key }, most.lines)
  return lines
    .filter(({ quarters }) => Object.values(quarters).some(({ counted }) => counted[1] !== '0'))
    .map(({ id, provider }) => ({ partner: provider, kind: 'oversupply-near', contribution: id }))
}

const spareOf = (sums: RowSums, days: number): string =>
  coverageRow(sums, {}, days).oversupply?.arranged.expected ?? '0.00'

/** Experts are a level and no sum: the average alone would hide when they are too many. */
const oversupplyOf = ({ query: { measure }, span }: Asked, years: CellYear[]): Oversupply => {
  const sums = (isIn: (quarter: string) => boolean) => sumsOf(years, isIn, true)
  const amount = spareOf(sums(always), daysOf(span))
  if (!span) return { amount, unit: measure === 'usd' ? 'USD' : measure }
  const quarters = years
    .flatMap(({ year }) => quartersOfYear(year))
    .map((quarter) => ({
      quarter,
      amount: spareOf(
        sums((one) => one === quarter),
        daysInQuarter(quarter),
      ),
    }))
  const highest = quarters.reduce((a, b) => (Number(b.amount) > Number(a.amount) ? b : a))
  return { amount, unit: measure, level: { ...span, most: highest } }
}

/** Rows of the same sub-cluster in which more is arranged than is needed, the most first. */
const fromOversupply = async (asked: Asked): Promise<FillClue[]> => {
  const { services, caller, query } = asked
  const own = rowKeyText(finest, { ...query })
  const rows = (await neededRows(services, viewerOf(caller), query))
    .filter(({ key }) => (key.subCluster ?? null) === query.subCluster && rowKeyText(finest, key) !== own)
    .map(({ key, years }) => ({ key, years, sums: sumsOf(years, always, true) }))
    .filter(({ sums }) => (sums.needed ?? 0n) > 0n && spare(sums) > 0n)
    .toSorted((a, b) => (spare(a.sums) < spare(b.sums) ? 1 : -1))
    .slice(0, most.rows)
  const clues = rows.map(async ({ key, years }) => {
    const oversupply = oversupplyOf(asked, years)
    const place = { priorityArea: key.priorityArea ?? null, beneficiary: key.beneficiary ?? '' }
    return (await providersIn(asked, key)).map((clue) => ({ ...clue, ...place, oversupply }))
  })
  return (await Promise.all(clues)).flat()
}

const fromOverlaps = async ({ services, caller, query }: Asked): Promise<FillClue[]> => {
  if (query.subCluster === null) return []
  const { findings } = await listFindings(services, caller, {
    kind: 'overlapping-effort',
    state: 'decided',
    subCluster: query.subCluster,
    limit: most.overlaps,
    most: most.findings,
  })
  return findings
    .filter(({ decisions }) => decisions.at(-1)?.verdict === 'overlap-confirmed')
    .flatMap(({ id, contributions }) =>
      contributions.map((side, at): FillClue => ({
        partner: side.provider,
        kind: 'overlap-near',
        contribution: side.id,
        overlap: { finding: id, other: contributions[1 - at]?.provider ?? '' },
      })),
    )
}

/** The row over all time, and who could fill it, the likeliest first. Reads a bounded number of items, and what is hidden from the caller neither counts nor shows. */
export const suggestPartners = async (
  services: Services,
  caller: Caller,
  query: FillQuery,
): Promise<{ row: CoverageRow; suggestions: FillSuggestion[] }> => {
  const { measure, subCluster, priorityArea, beneficiary } = query
  const key = { subCluster, priorityArea, beneficiary }
  const span = await spanOf(services, caller, { measure, from: null, to: null, time: null })
  const asked = { services, caller, query, span: measure === 'experts' ? span : null }
  const [years, ...clues] = await Promise.all([
    readRow(services, viewerOf(caller), { measure, grouping: finest, key }),
    fromPresence(asked),
    fromBeneficiary(asked),
    fromOversupply(asked),
    fromOverlaps(asked),
  ])
  return {
    row: coverageRow(sumsOf(years, always, true), key, daysOf(asked.span)),
    suggestions: suggestFill(clues.flat(), key).slice(0, query.limit),
  }
}

// How far beneficiaries can rely on what is arranged for them, per sub-cluster, from cells only.
import { viewerOf } from '#domain/can.ts'
import {
  fundingCliff,
  largestProvider,
  medianOf,
  nextFour,
  startUpGap,
  sumIn,
} from '#domain/coverage/predictability.ts'
import type { RowSums } from '#domain/coverage/rows.ts'
import { quarterOf } from '#domain/days.ts'
import { fromHundredths, roundHalfUp, toHundredths } from '#domain/decimal.ts'
import type { Caller } from '#model/caller.ts'
import type { Predictability } from '#model/coverage.ts'
import type { Need } from '#model/need.ts'
import type { Services } from '#runtime/services.ts'
import { type CellYear, finest, pace, providersOf, type RowKey, rowKeyText } from '#store/coverageCells.ts'
import { merged, quartersWithFigures, readCellRange, sumsOf } from './readCells.ts'
import { isAt, neededRows, type PlaceFilter } from './readGaps.ts'

const grouping = 'subCluster,beneficiary'

/** More than sub-clusters times beneficiaries, times years, will be. */
const mostCells = 20_000

const placeOf = (key: RowKey): string => rowKeyText(grouping, key)

interface Cells {
  rows: CellYear[]
  providers: CellYear[]
  paces: CellYear[]
}

const readCells = async (services: Services, viewer: string | null): Promise<Cells> => {
  const usd = { measure: 'usd', limit: mostCells } as const
  const [items, unspecified, providers, paces] = await Promise.all([
    readCellRange(services, viewer, { ...usd, grouping, list: 'items' }),
    readCellRange(services, viewer, { ...usd, grouping, list: 'unspecified' }),
    readCellRange(services, viewer, { ...usd, grouping: providersOf, list: 'items' }),
    readCellRange(services, viewer, { measure: 'any', grouping: pace, list: 'items', limit: mostCells }),
  ])
  return { rows: [...items.years, ...unspecified.years], providers: providers.years, paces: paces.years }
}

const sumsByQuarter = (cells: readonly CellYear[]): Map<string, RowSums> =>
  new Map(
    cells.flatMap((cell) =>
      quartersWithFigures(cell).map((quarter) => [quarter, sumsOf([cell], (one) => one === quarter, true)] as const),
    ),
  )

const arrangedIn = (cells: readonly CellYear[], quarters: readonly string[]): bigint =>
  sumsOf(cells, (quarter) => quarters.includes(quarter), false).stages.arranged.expected

const stepDays = (cells: readonly CellYear[], step: 'p' | 'd'): number | null =>
  medianOf(
    new Map(
      cells
        .flatMap(({ figures }) => [...figures])
        .filter(([name]) => name.startsWith(step))
        .map(([name, count]) => [Number(name.slice(1)), count]),
    ),
  )

/** Start-up needs of one row that begin on one day. */
interface StartUp {
  key: RowKey
  day: string
  needed: bigint
  quarters: string[]
}

const quartersOfNeed = (years: readonly CellYear[], { from, to }: { from: string; to: string }): string[] =>
  years.flatMap(quartersWithFigures).filter((quarter) => quarter >= from && quarter <= to)

const startUps = async (services: Services, viewer: string | null, places: ReadonlySet<string>): Promise<StartUp[]> => {
  const rows = (await neededRows(services, viewer, { measure: 'usd' })).filter(({ key }) => places.has(placeOf(key)))
  const named = rows.flatMap(({ key, years, needs }) =>
    needs.filter(({ urgency }) => urgency === 'start-up').map((need) => ({ key, years, need })),
  )
  const records = await services.store.needs.getAll(named.map(({ need }) => need.id))
  const days = new Map<string, StartUp>()
  for (const { key, years, need } of named) {
    const record: Need | undefined = records.get(need.id)
    if (!record?.amount || !record.period || record.withdrawn) continue
    const place = `${rowKeyText(finest, key)} ${record.period.start}`
    const standing = days.get(place) ?? { key, day: record.period.start, needed: 0n, quarters: [] }
    const quarters = [...new Set([...standing.quarters, ...quartersOfNeed(years, need)])]
    days.set(place, { ...standing, needed: standing.needed + toHundredths(record.amount), quarters })
  }
  return [...days.values()]
}

/** What was arranged by the first day of start-up needs: of a day to come, what is arranged by now. */
const gapOf = async (
  services: Services,
  viewer: string | null,
  { key, day, needed, quarters }: StartUp,
): Promise<bigint> => {
  const asOf = day < services.now().slice(0, 10) ? `${day}T23:59:59.999Z` : undefined
  const viewers = ['everyone', ...(viewer === null ? [] : [viewer])]
  const cells = viewers.map(async (one) =>
    services.store.coverageCells.readRow({ viewer: one, measure: 'usd', grouping: finest, key }, false, asOf),
  )
  return startUpGap(needed, arrangedIn(merged(await Promise.all(cells)), quarters))
}

const ratio = (part: bigint, whole: bigint): number | null =>
  whole === 0n ? null : Number(roundHalfUp(part * 10_000n, whole)) / 10_000

const rowOf = (own: Cells, present: string, gap: bigint): Predictability => {
  const sums = sumsByQuarter(own.rows)
  const arranged = new Map([...sums].map(([quarter, { stages }]) => [quarter, stages.arranged.expected]))
  const needed = new Map([...sums].map(([quarter, row]) => [quarter, row.needed ?? 0n]))
  const next = nextFour(present)
  const [isNeeded, isArranged] = [sumIn(needed, next), sumIn(arranged, next)]
  const cliff = fundingCliff(arranged, present)
  const given = Map.groupBy(own.providers, ({ key }) => key.provider ?? '')
  const { subCluster = null, beneficiary } = own.rows[0]?.key ?? {}
  return {
    subCluster,
    beneficiary: beneficiary ?? '',
    nextFourQuarters: {
      needed: fromHundredths(isNeeded),
      arranged: fromHundredths(isArranged),
      share: ratio(isArranged, isNeeded),
    },
    largestProvider: largestProvider(new Map([...given].map(([code, cells]) => [code, arrangedIn(cells, next)]))),
    cliff: cliff && { ...cliff, before: fromHundredths(cliff.before), after: fromHundredths(cliff.after) },
    medianDays: { pledgeToCommitment: stepDays(own.paces, 'p'), commitmentToDisbursement: stepDays(own.paces, 'd') },
    startUpGap: fromHundredths(gap),
  }
}

const byPlace = (cells: readonly CellYear[]): Map<string, CellYear[]> => Map.groupBy(cells, ({ key }) => placeOf(key))

const hasRows = (cells: readonly CellYear[]): boolean => cells.some((cell) => quartersWithFigures(cell).length > 0)

/** One page of beneficiaries by sub-cluster, in order of their codes; `after` and `next` are places in that order. */
export const readPredictability = async (
  services: Services,
  caller: Caller,
  { after, limit, place: asked }: { after: string | null; limit: number; place: PlaceFilter },
): Promise<{ rows: Predictability[]; next: string | null }> => {
  const viewer = viewerOf(caller)
  const { rows, providers, paces } = await readCells(services, viewer)
  const at = isAt(asked)
  const [givers, steps] = [byPlace(providers), byPlace(paces)]
  const ahead = [...byPlace(rows)]
    .filter(([, [cell]]) => cell !== undefined && at(cell.key))
    .filter(([place, cells]) => hasRows(cells) && (after === null || place > after))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  const page = ahead.slice(0, limit)
  const present = quarterOf(services.now().slice(0, 10))
  const gaps = new Map<string, bigint>()
  for (const startUp of await startUps(services, viewer, new Set(page.map(([place]) => place)))) {
    const place = placeOf(startUp.key)
    gaps.set(place, (gaps.get(place) ?? 0n) + (await gapOf(services, viewer, startUp)))
  }
  return {
    rows: page.map(([place, cells]) =>
      rowOf(
        { rows: cells, providers: givers.get(place) ?? [], paces: steps.get(place) ?? [] },
        present,
        gaps.get(place) ?? 0n,
      ),
    ),
    next: ahead.length > limit ? (page.at(-1)?.[0] ?? null) : null,
  }
}

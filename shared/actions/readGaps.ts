// Where support is missing: cells by urgency and gap, with who is already active there and who could fill them.
import { viewerOf } from '#domain/can.ts'
import { toHundredths } from '#domain/decimal.ts'
import type { Caller } from '#model/caller.ts'
import { type CoverageRow, type GapRow, type Measure, measures } from '#model/coverage.ts'
import type { Need } from '#model/need.ts'
import type { Services } from '#runtime/services.ts'
import { rowLists } from '#store/coverageCells.ts'
import { readCellRange } from './readCells.ts'
import { type CoverageQuery, readCoverage } from './readCoverage.ts'

const urgencies: (Need['urgency'] | null)[] = ['start-up', 'one-off', 'recurrent', null]

const expectedGap = ({ gap }: CoverageRow): bigint => toHundredths(gap?.announced.expected ?? '0')

export const allRows = async (services: Services, caller: Caller, query: CoverageQuery): Promise<CoverageRow[]> => {
  const rows: CoverageRow[] = []
  let after: CoverageQuery['after'] = null
  do {
    const page = await readCoverage(services, caller, { ...query, after, limit: 200 })
    rows.push(...page.rows)
    after = page.next
  } while (after)
  return rows
}

/** Who provides what in a sub-cluster: priority area to partners. */
export const presence = async (services: Services, caller: Caller): Promise<Map<string, Set<string>>> => {
  const active = new Map<string, Set<string>>()
  const lists = measures.flatMap((measure) => rowLists.map((list) => ({ measure, list })))
  const ranges = await Promise.all(
    lists.map(async (range) =>
      readCellRange(services, viewerOf(caller), {
        ...range,
        grouping: 'subCluster,priorityArea,provider',
        limit: 5000,
      }),
    ),
  )
  for (const { key, figures } of ranges.flatMap(({ years }) => years)) {
    if (![...figures.values()].some((amount) => amount !== 0n) || !key.provider) continue
    const place = placeOf(key)
    active.set(place, (active.get(place) ?? new Set()).add(key.provider))
  }
  return active
}

interface Place {
  subCluster?: string | null | undefined
  priorityArea?: string | null | undefined
}

const placeOf = ({ subCluster, priorityArea }: Place): string => `${subCluster ?? ''}/${priorityArea ?? ''}`

/** Every need of the register; it is small, and a gap names the needs that it comes from. */
export const allNeeds = async ({ store }: Services): Promise<Need[]> => {
  const needs: Need[] = []
  let after: Record<string, unknown> | undefined
  do {
    const page = await store.needs.list({ index: 'everything', after, limit: 200 })
    needs.push(...page.records)
    after = page.next
  } while (after)
  return needs
}

const isOfRow = (need: Need, row: CoverageRow, measure: Measure): boolean =>
  need.measure === measure &&
  need.amount !== null &&
  need.beneficiary === row.beneficiary &&
  need.subCluster === (row.subCluster ?? null) &&
  (need.subCluster === null || need.priorityArea === (row.priorityArea ?? null))

const withContext = (
  row: CoverageRow,
  measure: Measure,
  needs: readonly Need[],
  active: ReadonlyMap<string, ReadonlySet<string>>,
): GapRow => {
  const own = needs.filter((need) => isOfRow(need, row, measure))
  const here = active.get(placeOf(row)) ?? new Set<string>()
  const near = [...active]
    .filter(([place]) => place.startsWith(`${row.subCluster ?? ''}/`))
    .flatMap(([, partners]) => [...partners])
  return {
    ...row,
    urgency: urgencies.find((urgency) => own.some((need) => need.urgency === urgency)) ?? null,
    needs: own.map(({ id }) => id),
    active: [...here].toSorted(),
    couldFill: [...new Set(near)].filter((partner) => !here.has(partner)).toSorted(),
  }
}

/** Start-up needs before one-off before recurrent ones, and within each the largest expected gap first. */
export const readGaps = async (
  services: Services,
  caller: Caller,
  query: Pick<CoverageQuery, 'measure' | 'from' | 'to'>,
): Promise<GapRow[]> => {
  const cells = {
    ...query,
    grouping: 'subCluster,priorityArea,beneficiary',
    time: null,
    after: null,
    limit: 200,
  } as const
  const [lists, active, needs] = await Promise.all([
    Promise.all(rowLists.map(async (list) => allRows(services, caller, { ...cells, list }))),
    presence(services, caller),
    allNeeds(services),
  ])
  return lists
    .flat()
    .filter((row) => expectedGap(row) > 0n)
    .map((row) => withContext(row, query.measure, needs, active))
    .toSorted((a, b) => {
      const urgency = urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency)
      return urgency || Number(expectedGap(b) - expectedGap(a))
    })
}

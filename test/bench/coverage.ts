// Section `coverage`: the same question over the same rows of the tracker's cells and of PostgreSQL, behind the same HTTP server.
import { coverageGroupsIn } from '#store/coverageGroups.ts'
import { inventContributions } from './contributions.ts'
import { castOfSeeds } from './directory.ts'
import { loadNow } from './machine.ts'
import { type Measured, measure } from './measure.ts'
import type { RequestsOptions } from './requests.ts'
import { startPostgres, type SqlGrouping, sqlGroupings } from './postgres.ts'
import { AddedShares, contributionShares, seedNeedShares, sqlLines } from './spreadRows.ts'
import { textTable } from './textTable.ts'
import { type BenchTracker, startTracker } from './tracker.ts'

const cast = castOfSeeds()
const seed = 2008
const limit = 200

/** design.md, "Cost and scale": the programme by quarter in one measure. */
const mostForProgramme = 5

type Limits = Pick<RequestsOptions, 'sizes' | 'requests'>

interface Loaded {
  shares: AddedShares
  lines: string
}

/** Grows from size to size: a larger set begins with the smaller one. */
export const inventedUpTo = (sizes: readonly number[]): Map<number, Loaded> => {
  const [added, lines] = [new AddedShares(), [] as string[]]
  const needs = seedNeedShares()
  added.add(needs)
  lines.push(sqlLines('needs', null, needs))
  const bySize = new Map<number, Loaded>()
  const all = inventContributions(seed, cast)
  let position = 0
  for (const size of sizes) {
    for (; position < size; position += 1) {
      const sent = all.next().value
      const shares = contributionShares(sent, position)
      added.add(shares)
      lines.push(sqlLines(`bench-${position}`, sent, shares))
    }
    const copy = new AddedShares()
    copy.add(added.all())
    bySize.set(size, { shares: copy, lines: lines.join('') })
  }
  return bySize
}

/** As the stream would leave them: the shares of one group that holds all records move the cells of every grouping. */
export const fillCells = async ({ services }: Pick<BenchTracker, 'services'>, shares: AddedShares): Promise<void> => {
  const coverageGroups = coverageGroupsIn(services.store.table)
  const id = 'bench'
  await coverageGroups.apply({
    before: [await coverageGroups.read(id)],
    after: [{ id, state: 'counted', members: [{ id, revision: 1 }], shares: shares.all() }],
    counted: new Map([[id, await coverageGroups.countedIn(id)]]),
    at: '2008-06-02T09:00:00.000Z',
    lostIn: () => [],
    besideBefore: [],
    besideAfter: [],
  })
}

const query = (grouping: SqlGrouping): string => `measure=usd&limit=${limit}&groupBy=${encodeURIComponent(grouping)}`

const ask = (name: string, path: string, headers: Record<string, string>) => ({
  name,
  mostRead: () => Number.POSITIVE_INFINITY,
  requests: [{ method: 'GET' as const, path, headers }],
})

/** Both must answer the same, or they were not asked the same. */
const mustAgree = async (tracker: BenchTracker, url: string): Promise<void> => {
  const grouping = 'none,quarter'
  const ours = await fetch(`${tracker.url}/v1/coverage?${query(grouping)}`, {
    headers: { authorization: tracker.authorization },
  })
  const theirs = await fetch(`${url}/grouped?${query(grouping)}`)
  type Items = { items: { quarter: string; announced: string | { reported: string } }[] }
  // PostgreSQL answers in cents, the tracker in dollars.
  const sumsOf = ({ items }: Items) =>
    items.map(({ quarter, announced }) => {
      const amount = typeof announced === 'string' ? announced : announced.reported
      return `${quarter} ${BigInt(amount.replace('.', ''))}`
    })
  const [a, b] = [sumsOf((await ours.json()) as Items), sumsOf((await theirs.json()) as Items)]
  const differs = a.find((line, at) => line !== b[at]) ?? (a.length === b.length ? undefined : 'the number of quarters')
  if (differs !== undefined || a.length === 0) throw new Error(`PostgreSQL answers otherwise: ${differs ?? 'nothing'}`)
}

interface SizeResult {
  size: number
  rows: number
  refreshSeconds: number
  version: string
  measured: { grouping: SqlGrouping; ours: Measured; grouped: Measured; view: Measured }[]
}

/** What is being done: a size can take minutes. */
const tell = (line: string): void => {
  process.stderr.write(`  ${line}\n`)
}

const benchSize = async (size: number, { shares, lines }: Loaded, requests: number): Promise<SizeResult> => {
  const tracker = await startTracker()
  try {
    tell(`${size}: the tracker's cells are filled`)
    await fillCells(tracker, shares)
    tell(`${size}: PostgreSQL is filled`)
    const postgres = await startPostgres(lines)
    try {
      await mustAgree(tracker, postgres.url)
      const beside = { ...tracker, url: postgres.url }
      const measured: SizeResult['measured'] = []
      for (const grouping of sqlGroupings) {
        const headers = { authorization: tracker.authorization }
        const one = {
          grouping,
          ours: await measure(tracker, ask(grouping, `/v1/coverage?${query(grouping)}`, headers), requests),
          grouped: await measure(beside, ask(grouping, `/grouped?${query(grouping)}`, {}), requests),
          view: await measure(beside, ask(grouping, `/view?${query(grouping)}`, {}), requests),
        }
        measured.push(one)
        tell(
          `${size}: ${grouping}: ${one.ours.read} RCU, p50 ${[one.ours, one.grouped, one.view].map(({ p50 }) => Math.round(p50)).join(', ')} ms`,
        )
      }
      const { rows, refreshSeconds, version } = postgres
      return { size, rows, refreshSeconds, version, measured }
    } finally {
      await postgres.stop()
    }
  } finally {
    await tracker.stop()
  }
}

const headings = [
  'groupBy', 'contributions', 'RCU', 'ours p50 ms', 'p99', 'GROUP BY p50 ms', 'p99', 'view p50 ms', 'p99',
] // prettier-ignore

const print = (results: readonly SizeResult[], requests: number): void => {
  console.log(`\n## coverage: cells beside PostgreSQL ${results[0]?.version}, the same rows, the same HTTP server`)
  console.log(
    `Up to ${requests} requests one after the other, a page of at most ${limit} rows. The tracker verifies a token, works out gaps and ranges and reads its lists beside; PostgreSQL sums and answers. Load ${loadNow()}.\n`,
  )
  const rows = sqlGroupings.flatMap((grouping) =>
    results.flatMap(({ size, measured }) =>
      measured
        .filter((one) => one.grouping === grouping)
        .map(({ ours, grouped, view }) => [
          grouping,
          size,
          ours.read,
          ...[ours, grouped, view].flatMap(({ p50, p99 }) => [p50, p99]),
        ]),
    ),
  )
  console.log(textTable(headings, rows))
  for (const { size, rows: count, refreshSeconds } of results)
    console.log(
      `At ${size} contributions: ${count} rows; refreshing the views takes ${refreshSeconds.toFixed(2)} s, before which they do not show a change.`,
    )
}

/** Answers what breaks a budget: that of the programme by quarter, at every size. */
const brokenBudgets = (results: readonly SizeResult[]): string[] =>
  results.flatMap(({ size, measured }) =>
    measured
      .filter(({ grouping, ours }) => grouping === 'none,quarter' && ours.read > mostForProgramme)
      .map(({ ours }) => `the programme by quarter reads ${ours.read} RCU at ${size}, more than ${mostForProgramme}`),
  )

export const benchCoverage = async ({ sizes, requests }: Limits): Promise<string[]> => {
  tell('contributions are invented and spread')
  const invented = inventedUpTo(sizes)
  const results: SizeResult[] = []
  for (const [size, loaded] of invented) {
    results.push(await benchSize(size, loaded, requests))
  }
  print(results, requests)
  return brokenBudgets(results)
}

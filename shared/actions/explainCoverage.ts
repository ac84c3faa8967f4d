// One figure of coverage, record by record: what was counted, and what was left out by which rule because of whom.
import { viewerOf } from '#domain/can.ts'
import { fromHundredths } from '#domain/decimal.ts'
import { quarterOf, yearOf } from '#domain/days.ts'
import type { Caller } from '#model/caller.ts'
import { type Explained, type Measure, type Stage, stages } from '#model/coverage.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import type { AccountEntry } from '#store/accounts.ts'
import { type Grouping, groupings, type RowKey } from '#store/coverageCells.ts'
import { readRow, sumsOf } from './readCells.ts'

/** One figure: a measure, a stage, and the keys of its row; a key that is not named is not in the row's grouping. */
export interface FigureQuery {
  measure: Measure
  stage: Stage
  key: RowKey
  quarter: string | null
  year: string | null
  /** Bounds of quarters; null is without a bound. */
  from: string | null
  to: string | null
}

export interface ExplainPosition {
  viewer: string
  after: string | null
}

type Page = Omit<Explained, 'next'> & { next: ExplainPosition | null }

/** Lines read for one page at most: a figure of one quarter is looked for among the lines of all quarters. */
const mostLines = 1000
const linesAtOnce = 200

const isInFigure =
  ({ quarter, year, from, to }: FigureQuery) =>
  (one: string): boolean =>
    (quarter === null || one === quarter) &&
    (year === null || yearOf(one) === year) &&
    (from === null || one >= quarterOf(from)) &&
    (to === null || one <= quarterOf(to))

/** The grouping that has exactly these keys; refuses `bad-query` where there is none. */
const groupingOf = (key: RowKey): Grouping => {
  const fields = ['subCluster', 'priorityArea', 'beneficiary', 'provider', 'instrument'] as const
  const named = fields.filter((field) => key[field] !== undefined).join(',') || 'none'
  const grouping = groupings.find((one) => one === named)
  if (!grouping) throw new Refusal('bad-query', `A figure has the keys of one grouping: ${groupings.join(' | ')}.`)
  return grouping
}

const isOfRow = ({ beneficiary, provider, instrument }: AccountEntry, key: RowKey): boolean =>
  (key.beneficiary === undefined || key.beneficiary === beneficiary) &&
  (key.provider === undefined || key.provider === provider) &&
  (key.instrument === undefined || key.instrument === instrument)

interface Found {
  counted: Map<string, bigint>
  leftOut: Map<string, { entry: Omit<Explained['leftOut'][number], 'amount'>; amount: bigint }>
  lines: number
}

const add = (found: Found, { id, quarters }: AccountEntry, query: FigureQuery): void => {
  const at = stages.indexOf(query.stage)
  const own = Object.entries(quarters).filter(([quarter]) => isInFigure(query)(quarter))
  if (own.length > 0) found.lines += 1
  for (const [, { counted, leftOut }] of own) {
    const amount = BigInt(counted[at] ?? 0)
    if (amount !== 0n) found.counted.set(id, (found.counted.get(id) ?? 0n) + amount)
    for (const { rule, because, amounts } of leftOut) {
      const left = BigInt(amounts[at] ?? 0)
      const name = `${id} ${rule} ${because}`
      const standing = found.leftOut.get(name)?.amount ?? 0n
      if (left !== 0n) found.leftOut.set(name, { entry: { id, rule, because }, amount: standing + left })
    }
  }
}

/** Everybody's lines first, but for those with one of the viewer's own in their place; then the viewer's. */
const readLines = async (
  { store }: Services,
  viewer: string | null,
  query: FigureQuery,
  { position, limit }: { position: ExplainPosition; limit: number },
): Promise<{ found: Found; next: ExplainPosition | null }> => {
  const found: Found = { counted: new Map(), leftOut: new Map(), lines: 0 }
  let next: ExplainPosition | null = position
  for (let read = 0; next !== null && read < mostLines && found.lines < limit;) {
    const at: ExplainPosition = next
    const page = await store.accounts.read({
      viewer: at.viewer,
      measure: query.measure,
      key: query.key,
      after: at.after,
      limit: Math.min(linesAtOnce, mostLines - read, limit - found.lines),
    })
    read += page.lines.length
    for (const { entry } of page.lines)
      if (isOfRow(entry, query.key) && !(viewer !== null && entry.except.includes(viewer))) add(found, entry, query)
    const ofOthers = at.viewer === 'everyone' && viewer !== null ? { viewer, after: null } : null
    next = page.next === null ? ofOthers : { viewer: at.viewer, after: page.next }
  }
  return { found, next }
}

/**
 * The figure as coverage gives it, and a page of the lines that make it up: over all pages, what is counted sums up to
 * `net.high`, and with what is left out to `reported`, to the cent. Experts are in expert-days. Refuses `bad-query` for
 * keys that no grouping has.
 */
export const explainCoverage = async (
  services: Services,
  caller: Caller,
  query: FigureQuery,
  { position, limit }: { position: ExplainPosition | null; limit: number },
): Promise<Page> => {
  const viewer = viewerOf(caller)
  const grouping = groupingOf(query.key)
  const { measure, stage, key } = query
  const start = position ?? { viewer: 'everyone', after: null }
  const [cells, { found, next }] = await Promise.all([
    readRow(services, viewer, { measure, grouping, key }),
    readLines(services, viewer, query, { position: start, limit }),
  ])
  const { reported, low, expected, high } = sumsOf(cells, isInFigure(query), false).stages[stage]
  return {
    reported: fromHundredths(reported),
    net: { low: fromHundredths(low), expected: fromHundredths(expected), high: fromHundredths(high) },
    counted: [...found.counted].map(([id, amount]) => ({ id, amount: fromHundredths(amount) })),
    leftOut: [...found.leftOut.values()].map(({ entry, amount }) => ({ ...entry, amount: fromHundredths(amount) })),
    next,
  }
}

// Oversupply as a finding: worked out from the rows in which something is needed, as one viewer sees them.
import { viewerOf } from '#domain/can.ts'
import { oversupplyAt, oversupplyId, oversupplyOf, type QuarterSums } from '#domain/findings/oversupply.ts'
import { fromHundredths } from '#domain/decimal.ts'
import type { Caller } from '#model/caller.ts'
import type { Contribution } from '#model/contribution.ts'
import { type Measure, measures } from '#model/coverage.ts'
import type { Comparison, DetectedSide } from '#model/detection.ts'
import type { Services } from '#runtime/services.ts'
import { finest, type RowKey, rowKeyText, rowListOf } from '#store/coverageCells.ts'
import type { NeededYears } from '#store/neededRows.ts'
import { quartersOfYear, sumsOf } from './readCells.ts'
import { linesOfRow } from './linesOfRow.ts'

/** No weights make it: it follows from the figures alone. */
const rule = 'formula-3'

/** Records that a finding names: those that put most into the quarters in which the need is passed. */
const mostNamed = 20

/** Everyone's figures, or with those of what is confidential: coordinators see all of it, and have findings of their own. */
type View = 'everyone' | 'coordinators'

interface Row extends NeededYears {
  measure: Measure
  view: View
}

const quarterSums = ({ years }: NeededYears): QuarterSums[] =>
  years.flatMap((year) =>
    quartersOfYear(year.year).map((quarter) => {
      const { needed, stages } = sumsOf([year], (other) => other === quarter, true)
      return { quarter, needed: needed ?? 0n, arranged: stages.arranged }
    }),
  )

/** By its oldest need: ids are in the order of time. */
const idOf = ({ needs, view }: Row): string => {
  const [oldest = ''] = needs.map(({ id }) => id).toSorted()
  return oversupplyId(oldest, view === 'coordinators')
}

const sideOf = ({ id, title, provider, reportedBy, subCluster, visibility, revision }: Contribution): DetectedSide => ({
  id,
  title,
  provider,
  reportedBy,
  subCluster,
  visibility,
  revision,
})

/** What puts most into these quarters first. */
const recordsIn = async (services: Services, row: Row, quarters: readonly string[]): Promise<Contribution[]> => {
  const viewer = row.view === 'everyone' ? null : row.view
  const lines = await linesOfRow(services, viewer, row)
  const arranged = lines.map(({ id, quarters: own }) => ({
    id,
    amount: quarters.reduce((sum, quarter) => sum + BigInt(own[quarter]?.counted[1] ?? 0), 0n),
  }))
  const named = arranged
    .filter(({ amount }) => amount > 0n)
    .toSorted((a, b) => (a.amount === b.amount ? (a.id < b.id ? -1 : 1) : a.amount > b.amount ? -1 : 1))
    .slice(0, mostNamed)
  const contributions = await services.store.contributions.getAll(named.map(({ id }) => id))
  return named.flatMap(({ id }) => contributions.get(id) ?? [])
}

const comparisonOf = async (services: Services, row: Row): Promise<Comparison | undefined> => {
  const found = oversupplyOf(row.measure, quarterSums(row))
  if (!found) return undefined
  const records = await recordsIn(services, row, found.quarters)
  // Worked out and not kept: it is as old as the last change of what it names.
  const at = records.reduce((last, { updatedAt }) => (updatedAt > last ? updatedAt : last), '')
  // Its lines of account may be a moment behind its figures.
  if (at === '') return undefined
  return {
    id: idOf(row),
    kind: 'oversupply',
    score: found.score,
    contributions: records.map(sideOf),
    evidence: found.evidence,
    usdAtRisk: found.usdAtRisk === null ? null : fromHundredths(found.usdAtRisk),
    weightsVersion: rule,
    detected: true,
    state: 'open',
    reopenedBecause: null,
    verdict: null,
    names: null,
    decisionsRevision: 0,
    firstSeen: at,
    updatedAt: at,
  }
}

/** What names no area is no cell: nobody can say that it is the area whose need is passed. */
const isCell = ({ key }: NeededYears): boolean => rowListOf(finest, key) === 'items'

/** Everyone's rows as a caller sees them: coordinators their own in the place of those that differ. */
const seenBy = async (
  { store }: Services,
  view: View,
  measure: Measure,
  rows: readonly NeededYears[],
): Promise<Row[]> => {
  const keys: RowKey[] = rows.map(({ key }) => key)
  const own = view === 'everyone' ? [] : await store.neededRows.at(view, measure, keys)
  const ownAt = new Map(own.map((row) => [rowKeyText(finest, row.key), row]))
  return rows.map((row): Row => {
    const ownRow = ownAt.get(rowKeyText(finest, row.key))
    return ownRow ? { ...ownRow, measure, view } : { ...row, measure, view: 'everyone' }
  })
}

const viewOf = (caller: Caller): View => (viewerOf(caller) === 'coordinators' ? 'coordinators' : 'everyone')

/**
 * The oversupply that an id stands for, with everyone's figures or, for coordinators only, with theirs; undefined where
 * there is none, or none to see.
 */
export const readOversupply = async (
  services: Services,
  caller: Caller,
  id: string,
): Promise<Comparison | undefined> => {
  const named = oversupplyAt(id)
  if (!named || (named.isCoordinators && viewOf(caller) !== 'coordinators')) return undefined
  const need = (await services.store.needs.get(named.need))?.record
  if (!need) return undefined
  const { measure, subCluster, priorityArea, beneficiary } = need
  const everyone = await services.store.neededRows.at('everyone', measure, [{ subCluster, priorityArea, beneficiary }])
  const rows = await seenBy(services, named.isCoordinators ? 'coordinators' : 'everyone', measure, everyone)
  const row = rows.find((one) => isCell(one) && idOf(one) === id)
  return row && (await comparisonOf(services, row))
}

/** A place in the list: a measure, and the row behind which it goes on. */
export interface OversupplyPosition {
  measure: Measure
  after: string | null
}

export const firstOversupply: OversupplyPosition = { measure: measures[0], after: null }

/** Rows that are looked at for one step of a list. */
const rowsAtOnce = 25

/** One step through all measures, in the order of their rows; a row that passes no need is none of it. */
export const listOversupply = async (
  services: Services,
  caller: Caller,
  { measure, after }: OversupplyPosition,
): Promise<{
  comparisons: { at: OversupplyPosition; comparison: Comparison }[]
  next: OversupplyPosition | undefined
}> => {
  const { rows, next } = await services.store.neededRows.page({ measure, after, limit: rowsAtOnce })
  const seen = await seenBy(services, viewOf(caller), measure, rows.filter(isCell))
  const comparisons = await Promise.all(
    seen.map(async (row) => ({
      at: { measure, after: rowKeyText(finest, row.key) },
      comparison: await comparisonOf(services, row),
    })),
  )
  const following = measures[measures.indexOf(measure) + 1]
  return {
    comparisons: comparisons.flatMap(({ at, comparison }) => (comparison ? [{ at, comparison }] : [])),
    next: next === null ? following && { measure: following, after: null } : { measure, after: next },
  }
}

// The segments of a night's verification: each goes through some of what stands, step by step, and knows nothing of the others.
import { keyText } from '#store/derivedItems.ts'
import type { Key } from '#store/table.ts'
import type { VerifyingSegment } from '#store/verifications.ts'
import { type Night, turnOf, wayOf, waysOfContributions } from './nightlyTurns.ts'
import { verifyAudit, type VerifyPosition } from './verifyAudit.ts'
import { type CellsPosition, verifyCells } from './verifyCells.ts'
import { verifyBeside, verifyContribution, verifyNeed, verifyNeededRows, verifyPartner } from './verifyDerived.ts'
import { type PastPosition, verifyPast } from './verifyPast.ts'

export interface Tonight extends Night {
  /** Whether it is the turn of what has this id. */
  isDue: (id: string) => boolean
}

/** What one step found; `next` is null where its segment ends. */
export interface Step {
  next: Record<string, unknown> | null
  records: number
  drift: Key[]
  faults: unknown[]
}

type After = VerifyingSegment['after']

/** A step goes by pages of so many records until as many are due, or until it has gone by so many pages. */
const recordsAtOnce = 50
const mostPages = 100

type List<T> = (page: {
  index: 'everything'
  after: Record<string, unknown> | undefined
  limit: number
}) => Promise<{ records: T[]; next: Record<string, unknown> | undefined }>

const dueAfter = async <T extends { id: string }>(
  list: List<T>,
  after: After,
  isDue: (id: string) => boolean,
): Promise<{ due: T[]; next: After }> => {
  const due: T[] = []
  let next = after
  for (let page = 0; page < mostPages && due.length < recordsAtOnce; page += 1) {
    const found = await list({ index: 'everything', after: next ?? undefined, limit: recordsAtOnce })
    due.push(...found.records.filter(({ id }) => isDue(id)))
    next = found.next ?? null
    if (next === null) break
  }
  return { due, next }
}

/**
 * Records of one kind, those whose turn it is; of a group it is the turn with every member, in a step once. What differs is
 * looked at again, by itself: the stream may have been on its way.
 */
const stepOfRecords = async <T extends { id: string; revision: number }>(
  { settle, isDue }: Tonight,
  { list, after }: { list: List<T>; after: After },
  verify: (record: T, counted: Set<string>) => Promise<Key[]>,
): Promise<Step> => {
  const suspects = new Map<T, Key[]>()
  const counted = new Set<string>()
  const { due, next } = await dueAfter(list, after, isDue)
  for (const record of due) {
    const differing = await verify(record, counted)
    if (differing.length > 0) suspects.set(record, differing)
  }
  const drift = new Map<string, Key>()
  if (suspects.size > 0) await settle()
  for (const [record, before] of suspects) {
    const first = new Set(before.map(keyText))
    for (const key of await verify(record, new Set())) if (first.has(keyText(key))) drift.set(keyText(key), key)
  }
  return { next, records: due.length, drift: [...drift.values()], faults: [] }
}

const stepOfAudit = async ({ services, isDue }: Tonight, after: After): Promise<Step> => {
  const { next, records, faults } = await verifyAudit(services, {
    after: (after as VerifyPosition | null) ?? undefined,
    limit: recordsAtOnce,
    isDue,
  })
  return { next: next ?? null, records, drift: [], faults }
}

/** Those of one way. */
const stepOfContributions =
  (way: number) =>
  async (night: Tonight, after: After): Promise<Step> => {
    const { services } = night
    const { contributions } = services.store
    const isDue = (id: string): boolean => wayOf(services, id) === way && night.isDue(id)
    return stepOfRecords({ ...night, isDue }, { list: contributions.list, after }, async ({ id }, counted) => {
      const row = await contributions.get(id)
      return row ? verifyContribution(night, { id, revision: row.revision }, counted) : []
    })
  }

/** Cells are sums over everything: there is no seventh of them, and they are held to their groups every night. */
const stepOfCells = async (night: Tonight, after: After): Promise<Step> => {
  const { next, drift } = await verifyCells(night, after as CellsPosition | null)
  return { next: next && { ...next }, records: 0, drift, faults: [] }
}

/** What cells were, and what was lost by it: those cells whose turn it is. */
const stepOfPast = async ({ services, isDue }: Tonight, after: After): Promise<Step> => {
  const { next, faults } = await verifyPast(services, after as PastPosition | null, isDue)
  return { next: next && { ...next }, records: 0, drift: faults, faults: [] }
}

/** What stands beside coverage, one item a viewer, and the needed rows whose turn it is. */
const differingRows = async (night: Tonight): Promise<Key[]> => [
  ...(await verifyBeside(night, 'everyone')),
  ...(await verifyBeside(night, 'coordinators')),
  ...(await verifyNeededRows(night, night.isDue)),
]

const stepOfRows = async (night: Tonight): Promise<Step> => {
  const before = new Set((await differingRows(night)).map(keyText))
  if (before.size > 0) await night.settle()
  const again = before.size > 0 ? await differingRows(night) : []
  return { next: null, records: 0, drift: again.filter((key) => before.has(keyText(key))), faults: [] }
}

interface NightSegment {
  name: string
  step: (night: Tonight, after: After) => Promise<Step>
}

/** Contributions are most of a night, and are gone through in several ways, of which more than one may be under way at once. */
export const nightSegments: readonly NightSegment[] = [
  { name: 'audit', step: stepOfAudit },
  {
    name: 'partners',
    step: async (night, after) =>
      stepOfRecords(night, { list: night.services.store.partners.list, after }, async (one) =>
        verifyPartner(night, one),
      ),
  },
  ...Array.from({ length: waysOfContributions }, (_, way) => ({
    name: `contributions-${way}`,
    step: stepOfContributions(way),
  })),
  {
    name: 'needs',
    step: async (night, after) =>
      stepOfRecords(night, { list: night.services.store.needs.list, after }, async (one) => verifyNeed(night, one)),
  },
  { name: 'cells', step: stepOfCells },
  { name: 'past', step: stepOfPast },
  { name: 'rows', step: stepOfRows },
]

/** Whose turn it is, of so many turns. */
export const tonightOf = (night: Night, turns: readonly number[]): Tonight => {
  const due = new Set(turns)
  return { ...night, isDue: (id) => due.has(turnOf(night.services, id)) }
}

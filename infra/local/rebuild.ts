// Derives what only the stream writes, and the blocks, from what people entered: in segments, and restartable.
import { ComparedBeside } from '#actions/comparedBeside.ts'
import { coverageTargetOf, refreshTarget } from '#actions/followCoverage.ts'
import { refreshBlocks } from '#actions/refreshBlocks.ts'
import { refreshCoverage, refreshNeed } from '#actions/refreshCoverage.ts'
import { refreshFindings } from '#actions/refreshFindings.ts'
import { refreshListings, refreshProviderWords } from '#actions/refreshListings.ts'
import type { Services } from '#runtime/services.ts'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { isDerived } from '#store/derivedItems.ts'
import { allItems, type StoredItem } from './derivedData.ts'

export interface RebuildPlace {
  client: DynamoDBDocumentClient
  tableName: string
  services: Services
}

/** In this order: findings need all blocks, coverage counts by findings, and what is made of cells needs all cells. */
export const phases = ['partners', 'blocks', 'findings', 'coverage', 'needs', 'rest'] as const
export type Phase = (typeof phases)[number]

/** What is done: of this phase everything up to and with this key. */
export interface Progress {
  phase: Phase
  after: string
}

const segmentSize = 50

const idsOf = (items: readonly StoredItem[], kind: string): string[] =>
  items.filter(({ pk, sk }) => pk.startsWith(`${kind}#`) && sk === kind).map(({ pk }) => pk.slice(kind.length + 1))

/** Block entries by the contribution that they lead to: their sort keys are `day#id`. */
const blocksById = (items: readonly StoredItem[]): Map<string, StoredItem[]> =>
  Map.groupBy(
    items.filter(({ pk }) => pk.startsWith('BLOCK#')),
    ({ sk }) => sk.slice(sk.indexOf('#') + 1),
  )

const isOfRecord = (target: string): boolean => /"kind":"(?:contribution|need)"/.test(target)

/** What is made of cells and of entries beside them: each once. */
const restOf = (items: readonly StoredItem[]): string[] => [
  ...new Set(items.filter(isDerived).flatMap((item) => coverageTargetOf(item) ?? [])),
]

type Work = { keys: string[]; refresh: (key: string) => Promise<void> }

const workOf = (
  services: Services,
  items: readonly StoredItem[],
  compared = new ComparedBeside(),
): Record<Phase, () => Work> => ({
  partners: () => ({ keys: idsOf(items, 'PARTNER'), refresh: async (id) => refreshProviderWords(services, id) }),
  blocks: () => {
    const entries = blocksById(items)
    const keys = idsOf(items, 'CONTRIBUTION')
    return { keys, refresh: async (id) => refreshBlocks(services, id, entries.get(id) ?? []) }
  },
  findings: () => ({
    keys: idsOf(items, 'CONTRIBUTION'),
    refresh: async (id) => {
      await refreshListings(services, id)
      await refreshFindings(services, id, compared)
    },
  }),
  coverage: () => ({ keys: idsOf(items, 'CONTRIBUTION'), refresh: async (id) => refreshCoverage(services, id) }),
  needs: () => ({ keys: idsOf(items, 'NEED'), refresh: async (id) => refreshNeed(services, id) }),
  rest: () => ({
    keys: restOf(items).filter((target) => !isOfRecord(target)),
    refresh: async (target) => refreshTarget(services, target),
  }),
})

/** Gives every contribution the block entries of this version, in a table in use: what checks and findings look up. */
export const rebuildBlocks = async ({ client, tableName, services }: RebuildPlace): Promise<void> => {
  const { keys, refresh } = workOf(services, await allItems(client, tableName)).blocks()
  for (const id of keys) await refresh(id)
}

export interface RebuildOptions {
  from: Progress | undefined
  done: (progress: Progress) => void
  /** By default the order of text, which is also what a rebuild that goes on relies on. */
  order?: (keys: string[]) => string[]
}

/**
 * Derives everything in a table that holds what people entered and nothing derived, or what an earlier run derived of the
 * same: `done` tells after each segment how far it came, and a rebuild that begins `from` there does the rest.
 */
export const rebuild = async (
  place: RebuildPlace,
  { from, done, order = (keys) => keys.toSorted() }: RebuildOptions,
): Promise<void> => {
  const start = from ? phases.indexOf(from.phase) : 0
  for (const phase of phases.slice(start)) {
    const items = await allItems(place.client, place.tableName)
    const { keys, refresh } = workOf(place.services, items)[phase]()
    const left = order(keys).filter((key) => from?.phase !== phase || key > from.after)
    for (const [at, key] of left.entries()) {
      await refresh(key)
      if (at % segmentSize === segmentSize - 1) done({ phase, after: key })
    }
    const next = phases[phases.indexOf(phase) + 1]
    if (next) done({ phase: next, after: '' })
  }
}

// Derives everything again that only the stream writes, from what people entered, and the blocks: in segments, and restartable.
import { ComparedBeside } from '#actions/comparedBeside.ts'
import { coverageTargetOf, refreshTarget } from '#actions/followCoverage.ts'
import { refreshBlocks } from '#actions/refreshBlocks.ts'
import { refreshCoverage, refreshNeed } from '#actions/refreshCoverage.ts'
import { refreshFindings } from '#actions/refreshFindings.ts'
import { refreshListings, refreshProviderWords } from '#actions/refreshListings.ts'
import type { Services } from '#runtime/services.ts'
import { type DynamoDBDocumentClient, BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { isDerived } from '#store/derivedItems.ts'
import { allItems, type StoredItem } from './derivedData.ts'

export interface RebuildPlace {
  client: DynamoDBDocumentClient
  tableName: string
  services: Services
}

/** In this order: findings need all blocks, coverage counts by findings, and what is made of cells needs all cells. */
export const phases = ['wipe', 'partners', 'blocks', 'findings', 'coverage', 'needs', 'rest'] as const
export type Phase = (typeof phases)[number]

/** What is done: of this phase everything up to and with this key. */
export interface Progress {
  phase: Phase
  after: string
}

const segmentSize = 50

/** DynamoDB takes 25 writes in one call, and may leave some for the next. */
export const wipe = async ({ client, tableName }: RebuildPlace, items: readonly StoredItem[]): Promise<void> => {
  for (let first = 0; first < items.length; first += 25) {
    let left: Record<string, unknown>[] = items
      .slice(first, first + 25)
      .map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }))
    while (left.length > 0) {
      const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [tableName]: left } }))
      left = UnprocessedItems?.[tableName] ?? []
    }
  }
}

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
  wipe: () => ({ keys: [], refresh: async () => {} }),
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

export interface RebuildOptions {
  from: Progress | undefined
  done: (progress: Progress) => void
  /** By default the order of text, which is also what a rebuild that goes on relies on. */
  order?: (keys: string[]) => string[]
}

/**
 * Rebuilds a table's derived data where it stands; `done` tells after each segment how far it came, and a rebuild that
 * begins `from` there does the rest. While it runs, figures and findings are incomplete; records are never touched.
 */
export const rebuild = async (
  place: RebuildPlace,
  { from, done, order = (keys) => keys.toSorted() }: RebuildOptions,
): Promise<void> => {
  const start = from ? phases.indexOf(from.phase) : 0
  for (const phase of phases.slice(start)) {
    const items = await allItems(place.client, place.tableName)
    if (phase === 'wipe') await wipe(place, items.filter(isDerived))
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

// Adds up what all groups have put into coverage, and compares the sums with the cells; changes nothing.
import { measures } from '#model/coverage.ts'
import type { Services } from '#runtime/services.ts'
import { cellKey, cellPartitions, figuresAfter } from '#store/coverageCells.ts'
import { coverageGroupsIn } from '#store/coverageGroups.ts'
import { derivedItemsIn, keyText } from '#store/derivedItems.ts'
import { deltasBetween, figuresBetween } from '#store/shares.ts'
import { batches, type Item, type Key } from '#store/table.ts'
import { type Verifier, verifyNeededRow } from './verifyDerived.ts'

type Figures = ReturnType<typeof figuresAfter>

interface Sum {
  key: Key
  figures: Figures
}

/** How many groups are read at once. */
const atOnce = 16

/** The ids of the groups that contributions and needs are counted in, each once, a page at a time. */
async function* groupIds({ store }: Services): AsyncGenerator<string[]> {
  const { countedIn } = coverageGroupsIn(store.table)
  const seen = new Set<string>()
  const registers = [
    { register: store.contributions, memberOf: (id: string) => id },
    { register: store.needs, memberOf: (id: string) => `need:${id}` },
  ]
  for (const { register, memberOf } of registers) {
    let after: Record<string, unknown> | undefined
    do {
      const page = await register.list({ index: 'everything', after, limit: atOnce })
      const counted = await Promise.all(page.records.map(async ({ id }) => countedIn(memberOf(id))))
      const fresh = new Set(counted.flatMap((one) => (one && !seen.has(one.group) ? [one.group] : [])))
      for (const id of fresh) seen.add(id)
      yield [...fresh]
      after = page.next
    } while (after)
  }
}

/** As many entries as there are cells, whatever the number of contributions. */
const sumsOfGroups = async (services: Services): Promise<Map<string, Sum>> => {
  const { read } = coverageGroupsIn(services.store.table)
  const sums = new Map<string, Sum>()
  for await (const ids of groupIds(services)) {
    const groups = await Promise.all(ids.map(read))
    for (const delta of groups.flatMap(({ shares }) => deltasBetween([], shares))) {
      const key = cellKey(delta)
      const { figures } = sums.get(keyText(key)) ?? { figures: new Map<string, bigint>() }
      for (const [name, amount] of delta.figures) figures.set(name, (figures.get(name) ?? 0n) + amount)
      sums.set(keyText(key), { key, figures })
    }
  }
  return sums
}

const textOf = (difference: Figures): string =>
  [...difference]
    .map(([name, amount]) => `${name} ${amount}`)
    .toSorted()
    .join()

/** By how much cells differ from the sums of their groups, by their key. */
const differences = async (services: Services): Promise<Map<string, { key: Key; by: string }>> => {
  const sums = await sumsOfGroups(services)
  const own = [...sums.values()].map(({ key }) => key.pk)
  const usual = ['everyone', 'coordinators'].flatMap((viewer) => measures.flatMap((one) => cellPartitions(viewer, one)))
  const found = new Map<string, { key: Key; by: string }>()
  const compare = (key: Key, item: Item | undefined): void => {
    const figures = sums.get(keyText(key))?.figures ?? new Map<string, bigint>()
    sums.delete(keyText(key))
    const between = figuresBetween(figuresAfter(item, new Map()), figures)
    if (between.size > 0) found.set(keyText(key), { key: { pk: key.pk, sk: key.sk }, by: textOf(between) })
  }
  const items = derivedItemsIn(services.store.table)
  for (const some of batches([...new Set([...own, ...usual])], atOnce))
    for (const item of (await Promise.all(some.map(async (partition) => items.of(partition)))).flat())
      compare(item, item)
  for (const { key } of sums.values()) compare(key, undefined)
  return found
}

/**
 * The cells that are not the sum of their groups. A write that comes between the reading of a group and of its cell makes
 * them differ once; what differs by the same amount in two passes is drift.
 */
export const verifyCells = async ({ services }: Verifier, settle: () => Promise<void>): Promise<Key[]> => {
  const first = await differences(services)
  if (first.size === 0) return []
  await settle()
  const second = await differences(services)
  return [...second].filter(([text, { by }]) => first.get(text)?.by === by).map(([, { key }]) => key)
}

/** Whatever row stands, whether a need leads to it or not. */
export const verifyNeededRows = async (verifier: Verifier): Promise<Key[]> => {
  const { neededRows } = verifier.services.store
  const differing: Key[] = []
  for (const measure of measures)
    for (const { key } of await neededRows.all('everyone', measure))
      differing.push(...(await verifyNeededRow(verifier, { measure, key })))
  return differing
}

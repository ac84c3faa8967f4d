// Compares what the stream has derived of one record with what follows from what people entered; changes nothing.
import { measures } from '#model/coverage.ts'
import type { FindingEntry } from '#model/detection.ts'
import type { Services } from '#runtime/services.ts'
import { contributionPartition } from '#store/contributions.ts'
import { rowPartition } from '#store/coverageCells.ts'
import { coverageGroupsIn } from '#store/coverageGroups.ts'
import { derivedItemsIn, isDerived, keyText, lineOf } from '#store/derivedItems.ts'
import { findingEntryPrefix } from '#store/findings.ts'
import { neededRowAt } from '#store/neededRows.ts'
import { groupPartition } from '#store/shares.ts'
import { storeIn } from '#store/store.ts'
import type { Item, Key } from '#store/table.ts'
import type { Veil } from '#store/veiledTable.ts'
import { ComparedBeside } from './comparedBeside.ts'
import { compareNeighbours } from './compareNeighbours.ts'
import { refreshBeside } from './refreshBeside.ts'
import { refreshCoverage, refreshNeed } from './refreshCoverage.ts'
import { refreshListings, refreshProviderWords } from './refreshListings.ts'
import { refreshNeededRow } from './refreshNeededRow.ts'

/** What a verification needs: the tracker as it stands, and a veil to derive behind. */
export interface Verifier {
  services: Services
  veil: Veil
}

const silent: Services['log'] = { info: () => {}, warn: () => {}, error: () => {}, measure: () => {} }

type Written = ReadonlyMap<string, Item>

/** What `derive` writes where the hidden items had never been. */
const derivedBehind = async (
  { services, veil }: Verifier,
  hides: (key: Key) => boolean,
  derive: (services: Services) => Promise<unknown>,
): Promise<Written> => {
  const table = veil(hides)
  await derive({ ...services, store: storeIn(table), log: silent, announce: async () => {} })
  return table.written
}

/** The keys under which what was derived is missing or other, and those of `standing` that nothing derives. */
const differingKeys = async (
  { services }: Verifier,
  written: Written,
  standing: readonly Item[] = [],
): Promise<Key[]> => {
  const derived = [...written.values()].filter(isDerived)
  const items = await derivedItemsIn(services.store.table).at(derived)
  const stands = new Map(items.map((item) => [keyText(item), item]))
  return [
    ...derived.filter((item) => lineOf(item) !== lineOf(stands.get(keyText(item)))),
    ...standing.filter((item) => !written.has(keyText(item)) && lineOf(item) !== undefined),
  ].map(({ pk, sk }) => ({ pk, sk }))
}

const isFinding = ({ pk, sk }: Key): boolean => pk.startsWith('FINDING#') && sk === 'FINDING'

/** What a contribution is found beside, from its own side alone. */
const foundFrom = async (verifier: Verifier, id: string): Promise<Written> => {
  const own = contributionPartition(id)
  const hides = (key: Key): boolean =>
    isFinding(key) || (key.pk === own && (key.sk.startsWith(findingEntryPrefix) || key.sk === 'CROWD'))
  return derivedBehind(verifier, hides, async (services) => {
    const row = await services.store.contributions.get(id)
    if (row) await compareNeighbours(services, row.record, new ComparedBeside())
  })
}

const sidesOf = (item: Item): string[] => {
  const { contributions } = (item['finding'] ?? {}) as { contributions?: { id: string }[] }
  const { other } = (item['entry'] ?? {}) as Partial<FindingEntry>
  return [...(contributions ?? []).map(({ id }) => id), ...(other === undefined ? [] : [other])]
}

/** In a crowd a pair is for one of its sides to judge: it has drifted when it is as neither of them finds it. */
const verifyFindings = async (verifier: Verifier, id: string): Promise<Key[]> => {
  const items = derivedItemsIn(verifier.services.store.table)
  const partition = contributionPartition(id)
  const standing = [
    ...(await items.of(partition, findingEntryPrefix)),
    ...(await items.at([{ pk: partition, sk: 'CROWD' }])),
  ]
  const own = await foundFrom(verifier, id)
  const differing = await differingKeys(verifier, own, standing)
  if (differing.length === 0) return []
  const now = new Map((await items.at(differing)).map((item) => [keyText(item), item]))
  const named = differing.flatMap((key) => [own.get(keyText(key)), now.get(keyText(key))]).filter((item) => !!item)
  const theirs = new Map<string, Item>()
  for (const other of new Set(named.flatMap(sidesOf)))
    if (other !== id) for (const [text, item] of await foundFrom(verifier, other)) theirs.set(text, item)
  // What no other side writes, the mark of a crowd, is as the contribution itself has it.
  return differing.filter(
    (key) => key.sk === 'CROWD' || lineOf(theirs.get(keyText(key))) !== lineOf(now.get(keyText(key))),
  )
}

/** The watermark says that detection has gone through the contribution as it stands. */
const verifyDetected = async ({ services: { store } }: Verifier, id: string, revision: number): Promise<Key[]> => {
  const seen = await store.findings.detectedRevision(id)
  return seen === revision ? [] : [{ pk: contributionPartition(id), sk: 'DETECTED' }]
}

const isCounted = ({ pk }: Key): boolean => /^(?:COVERAGE|GROUP|COUNTED|ACCOUNT|PLEDGES|ENDS|ROW)#/.test(pk)

/** What a group has put into coverage, but for the cells, which all groups share. */
const verifyCounted = async (
  verifier: Verifier,
  derive: (services: Services) => Promise<void>,
): Promise<{ differing: Key[]; groups: string[]; written: Written }> => {
  const written = await derivedBehind(verifier, isCounted, derive)
  const start = groupPartition('')
  const partitions = new Set([...written.values()].map(({ pk }) => pk).filter((pk) => pk.startsWith(start)))
  const items = derivedItemsIn(verifier.services.store.table)
  const standing = await Promise.all([...partitions].map(async (partition) => items.of(partition)))
  return {
    written,
    differing: await differingKeys(verifier, written, standing.flat()),
    groups: [...partitions].map((partition) => partition.slice(start.length)),
  }
}

/** Findings, listings and what is counted of a contribution; groups in `counted` were gone through before. */
export const verifyContribution = async (
  verifier: Verifier,
  { id, revision }: { id: string; revision: number },
  counted: Set<string>,
): Promise<Key[]> => {
  const listed = await derivedBehind(
    verifier,
    ({ pk, sk }) => pk === contributionPartition(id) && sk === 'LISTED',
    async (services) => refreshListings(services, id),
  )
  const differing = [
    ...(await differingKeys(verifier, listed)),
    ...(await verifyDetected(verifier, id, revision)),
    ...(await verifyFindings(verifier, id)),
  ]
  const standing = await coverageGroupsIn(verifier.services.store.table).countedIn(id)
  if (standing && counted.has(standing.group)) return differing
  const count = await verifyCounted(verifier, async (services) => refreshCoverage(services, id))
  for (const one of count.groups) counted.add(one)
  return [...differing, ...count.differing]
}

/** A row in which something is needed, with its place in the order of gaps. */
const verifyNeededRow = async (
  verifier: Verifier,
  row: Pick<Parameters<typeof refreshNeededRow>[1], 'measure' | 'key'>,
): Promise<Key[]> =>
  differingKeys(
    verifier,
    await derivedBehind(
      verifier,
      ({ pk }) => /^(?:NEEDED|GAPS)#/.test(pk),
      async (services) => refreshNeededRow(services, { ...row, viewer: 'everyone' }),
    ),
  )

/** Whatever row stands, whether a need leads to it or not: those whose partition is due. */
export const verifyNeededRows = async (verifier: Verifier, isDue: (partition: string) => boolean): Promise<Key[]> => {
  const { neededRows } = verifier.services.store
  const differing: Key[] = []
  for (const measure of measures)
    for (const { key } of await neededRows.all('everyone', measure))
      if (isDue(rowPartition(measure, key))) differing.push(...(await verifyNeededRow(verifier, { measure, key })))
  return differing
}

/** What a need puts into its cells, and the row that it is needed in. */
export const verifyNeed = async (verifier: Verifier, { id }: { id: string }): Promise<Key[]> => {
  const { differing, written } = await verifyCounted(verifier, async (services) => refreshNeed(services, id))
  for (const row of [...written.values()].flatMap((item) => neededRowAt(item) ?? []))
    differing.push(...(await verifyNeededRow(verifier, row)))
  return differing
}

/** The words that a partner is found by. */
export const verifyPartner = async (verifier: Verifier, { id }: { id: string }): Promise<Key[]> =>
  differingKeys(
    verifier,
    await derivedBehind(
      verifier,
      ({ pk, sk }) => pk === `PARTNER#${id}` && sk === 'LISTED',
      async (services) => refreshProviderWords(services, id),
    ),
  )

/** The beginning of the lists beside coverage, as one viewer sees it. */
export const verifyBeside = async (verifier: Verifier, viewer: string): Promise<Key[]> =>
  differingKeys(
    verifier,
    await derivedBehind(
      verifier,
      ({ pk }) => pk === `COVERAGE#${viewer}#beside`,
      async (services) => refreshBeside(services, viewer),
    ),
  )

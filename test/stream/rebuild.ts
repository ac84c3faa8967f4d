// Wipes everything that the stream has derived, and derives it again from contributions, needs and decisions alone.
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { coverageTargetOf, refreshTarget } from '#actions/followCoverage.ts'
import { refreshCoverage, refreshNeed } from '#actions/refreshCoverage.ts'
import { refreshFindings } from '#actions/refreshFindings.ts'
import { refreshListings, refreshProviderWords } from '#actions/refreshListings.ts'
import type { Tracker } from '#test/support/builders.ts'
import { isDerived } from '#test/support/snapshot.ts'

export const wipeDerived = async ({ client, fresh, items }: Tracker): Promise<void> => {
  const derived = (await items()).filter(isDerived)
  for (let first = 0; first < derived.length; first += 25) {
    const deletes = derived.slice(first, first + 25).map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }))
    await client.send(new BatchWriteCommand({ RequestItems: { [fresh.tableName]: deletes } }))
  }
}

const isRecord = (target: string): boolean => /"kind":"(?:contribution|need)"/.test(target)

const idsOf = (keys: readonly { pk: string; sk: string }[], kind: string): string[] =>
  keys.filter(({ pk, sk }) => pk.startsWith(`${kind}#`) && sk === kind).map(({ pk }) => pk.slice(kind.length + 1))

/** The snapshot that a rebuild gives; `order` mixes up the contributions. */
export const rebuilt = async (
  tracker: Tracker,
  order: (ids: string[]) => string[] = (ids) => ids.toSorted(),
): Promise<string> => {
  const { services } = tracker
  await wipeDerived(tracker)
  const items = await tracker.items()
  for (const id of idsOf(items, 'PARTNER')) await refreshProviderWords(services, id)
  const contributions = order(idsOf(items, 'CONTRIBUTION'))
  for (const id of contributions) {
    await refreshListings(services, id)
    await refreshFindings(services, id)
  }
  for (const id of contributions) await refreshCoverage(services, id)
  for (const id of idsOf(items, 'NEED')) await refreshNeed(services, id)
  const targets = new Set((await tracker.items()).filter(isDerived).map(coverageTargetOf))
  for (const target of targets) if (target !== null && !isRecord(target)) await refreshTarget(services, target)
  return tracker.snapshot()
}

// What a run must have come to: every acknowledged command once, chains and the past whole, and the state of a run without faults.
import canonicalize from 'canonicalize'
import { type StoredEntry, verifyChain } from '#domain/audit/verifyChain.ts'
import type { StoredItem } from '#infra/local/derivedData.ts'
import { derivedLines, isDerived } from '#store/derivedItems.ts'
import type { Services } from '#runtime/services.ts'
import { entryIn, snapshotIn } from '#store/changes.ts'
import { pastFaults } from '#actions/pastFaults.ts'
import type { Faulty } from './run.ts'

/** What was answered at an instant, what was lost by then, and who was told: these follow how the history went, not only where it ended. */
const isCompared = ({ pk, sk }: StoredItem): boolean => !/^(?:IMAGE|LOST)#/.test(pk) && !sk.startsWith('TOLD#')

/** Everyone's losses, and those that only coordinators' figures show, are told; nothing else is. */
const toldWrongly = (items: readonly StoredItem[]): string[] => {
  const lost = items.filter(({ pk, toAll }) => pk === 'LOST#everyone' || (pk.startsWith('LOST#') && toAll !== true))
  const told = items.filter(({ pk }) => pk.startsWith('TOLD#LOST#'))
  const marks = new Map(told.map((item) => [item.pk, (item['told'] as { mark: string | null }).mark]))
  const due = lost.map(({ pk, sk }) => `TOLD#${pk}#${sk}`)
  return [
    ...due.filter((about) => marks.get(about) !== 'told').map((about) => `not told: ${about}`),
    ...told.filter(({ pk }) => !due.includes(pk)).map(({ pk }) => `told, and never lost: ${pk}`),
  ]
}

/** The answer that is kept under a key tells what check said at that moment; the rest of it is the record's. */
const withoutCheck = (item: StoredItem): StoredItem => {
  if (!item.pk.startsWith('IDEMPOTENCY#')) return item
  const { check: _check, ...answer } = JSON.parse(String(item['answer'])) as Record<string, unknown>
  return { ...item, answer: item.pk.includes('key') && 'etag' in answer ? answer['id'] : answer }
}

/** What a revision and an audit entry say: their texts name the same fields in whatever order. */
const asSaid = (item: StoredItem): Record<string, unknown> =>
  /^(?:AUDIT|HISTORY)#/.test(item.pk) ? entryIn(snapshotIn(item)) : item

const plain = (item: StoredItem): string =>
  canonicalize(
    JSON.parse(JSON.stringify(asSaid(item), (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))),
  ) ?? ''

const linesOf = (items: readonly StoredItem[]): string[] => [
  ...items
    .filter((item) => !isDerived(item) && isCompared(item))
    .map((item) => plain(withoutCheck(item)))
    .toSorted(),
  ...derivedLines(items),
]

/** The directory's entries are no part of the history. */
const isPlayed = /^AUDIT#(?:CONTRIBUTION|NEED|DECISIONS)#/

const chainFaults = (items: readonly StoredItem[], fingerprint: Services['fingerprint']): string[] => {
  const chains = new Map<string, StoredEntry[]>()
  for (const item of items) {
    const { pk, sk, ...entry } = item
    if (!isPlayed.test(pk)) continue
    chains.set(pk, [...(chains.get(pk) ?? []), { position: Number(sk), entry: entryIn(entry) }])
  }
  const rows = new Map(
    items
      .filter(({ auditHash }) => auditHash)
      .map((item) => [`AUDIT#${String(item['kind'])}#${item.pk.slice(item.pk.indexOf('#') + 1)}`, item]),
  )
  const faults = [...chains].flatMap(([pk, entries]) => {
    const row = rows.get(pk)
    const standing = row && { revision: Number(row['revision']), auditHash: String(row['auditHash']) }
    const record = pk.split('#').slice(2).join('#')
    const inOrder = entries.toSorted((one, other) => one.position - other.position)
    return verifyChain({ record, entries: inOrder, standing, sealed: [] }, fingerprint).map(
      ({ seq, fault }) => `${pk} ${seq}: ${fault}`,
    )
  })
  const unchained = [...rows.keys()].filter((pk) => isPlayed.test(pk) && !chains.has(pk)).map((pk) => `${pk}: no entry`)
  return [...faults, ...unchained]
}

const answersWrong = ({ history, outcomes, commits }: Faulty): string[] =>
  history.flat().flatMap((command) => {
    const outcome = outcomes.get(command.at)
    const times = commits.filter((at) => at === command.at).length
    if (!outcome) return [`${command.name}: no answer`]
    if ('id' in outcome) {
      if (command.must) return [`${command.name}: acknowledged, and must be refused`]
      return times === 1 ? [] : [`${command.name}: acknowledged, and committed ${times} times`]
    }
    const isExpected = command.must === outcome.refused || command.may.includes(outcome.refused)
    return [
      ...(isExpected ? [] : [`${command.name}: refused ${outcome.refused}`]),
      ...(times === 0 ? [] : [`${command.name}: refused ${outcome.refused}, and committed ${times} times`]),
    ]
  })

/** Of two that changed one revision exactly one was told that it did. */
const racesWrong = ({ history, outcomes }: Faulty): string[] =>
  history.flatMap((phase) => {
    const raced = phase.filter(({ isRaced }) => isRaced)
    const winners = raced.filter(({ at }) => 'id' in (outcomes.get(at) ?? {}))
    return raced.length === 0 || winners.length === 1 ? [] : [`A race has ${winners.length} winners.`]
  })

const difference = (under: readonly string[], without: readonly string[]): string[] => {
  const [had, has] = [new Set(under), new Set(without)]
  return [
    ...without.filter((line) => !had.has(line)).map((line) => `missing: ${line}`),
    ...under.filter((line) => !has.has(line)).map((line) => `left: ${line}`),
  ]
}

/** Everything that is wrong; nothing for a run that kept the promises. */
export const judged = (
  faulty: Faulty,
  { under, without }: { under: readonly StoredItem[]; without: readonly StoredItem[] },
  fingerprint: Services['fingerprint'],
): string[] => [
  ...faulty.wrong,
  ...answersWrong(faulty),
  ...racesWrong(faulty),
  ...chainFaults(under, fingerprint),
  ...difference(linesOf(under), linesOf(without)),
  ...pastFaults(under),
  ...toldWrongly(under),
]

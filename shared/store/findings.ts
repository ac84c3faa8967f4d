// Findings: FINDING#id as detection left it, with an entry at each of its two contributions. Only the stream writes them.
import { FindingEntry, FindingRecord, StoredFinding } from '#model/detection.ts'
import { Refusal } from '#model/refusal.ts'
import { contributionPartition } from './contributions.ts'
import { type Register, registerIn } from './register.ts'
import { indexKey } from './tableShape.ts'
import type { Item, Key, Page, QueryInput, Table, Write } from './table.ts'

const kind = 'FINDING'
export const findingEntryPrefix = `${kind}#`
const findingPartition = (id: string): string => `${kind}#${id}`
const keyOf = (id: string): Key => ({ pk: findingPartition(id), sk: kind })
const detectedKey = (id: string): Key => ({ pk: contributionPartition(id), sk: 'DETECTED' })

/** Nothing that compared an older revision of a side, or older decisions, replaces what compared a newer one. */
const isNotOlder =
  'attribute_not_exists(pk) OR (revisionA <= :revisionA AND revisionB <= :revisionB AND decisionsRevision <= :decisions)'

const isAsRead = 'finding.updatedAt = :read'

/** What a speaker read of the comparison; the state beside it follows what people say, and may catch up meanwhile. */
const isComparedAsRead = ['score', 'usdAtRisk', 'detected', 'contributions', 'evidence']
  .map((field) => `finding.${field} = :${field}`)
  .join(' AND ')

/** Thrown when a newer comparison was stored meanwhile: read again and compare again. */
export class NewerComparison extends Error {}

/** Thrown when the stream compared the pair anew between somebody's reading and word. */
export class ComparedAnew extends Refusal {
  constructor() {
    super('conflict', 'The finding was compared anew just now; read it again.')
  }
}

const entryWrite = (finding: StoredFinding, own: 0 | 1): Write => {
  const { id, kind: findingKind, score, state, verdict, names, decisionsRevision, contributions } = finding
  const entry: FindingEntry = {
    finding: id,
    other: contributions[own === 0 ? 1 : 0].id,
    kind: findingKind,
    score,
    state,
    verdict,
    names,
    decisionsRevision,
  }
  return { put: { pk: contributionPartition(contributions[own].id), sk: `${findingEntryPrefix}${id}`, entry } }
}

const listKey = ({ id, updatedAt }: StoredFinding): Record<string, string> => {
  const everything = indexKey('everything')
  return { [everything.partition]: `${kind}#`, [everything.sort]: `${updatedAt}#${id}` }
}

const findingWrites = (finding: StoredFinding, read?: StoredFinding): Write[] => {
  const [a, b] = finding.contributions
  const revisions = { revisionA: a.revision, revisionB: b.revision, decisionsRevision: finding.decisionsRevision }
  return [
    {
      put: {
        ...keyOf(finding.id),
        kind,
        finding,
        ...revisions,
        ...listKey(finding),
      },
      condition: read ? `(${isNotOlder}) AND ${isAsRead}` : isNotOlder,
      values: {
        ':revisionA': a.revision,
        ':revisionB': b.revision,
        ':decisions': finding.decisionsRevision,
        ...(read ? { ':read': read.updatedAt } : {}),
      },
      refuse: () => new NewerComparison(),
    },
    entryWrite(finding, 0),
    entryWrite(finding, 1),
  ]
}

/** Three writes a finding, and one for the watermark: 32 findings fit into a transaction. */
const findingsPerTransaction = 32

const findingFromItem = (item: Item): StoredFinding => StoredFinding.parse(item['finding'])

export interface Findings {
  get: (id: string) => Promise<StoredFinding | undefined>
  getAll: (ids: readonly string[]) => Promise<Map<string, StoredFinding>>
  /** Every finding that names the contribution. */
  entriesOf: (contribution: string) => Promise<FindingEntry[]>
  /** The revision of a contribution that detection last went through. */
  detectedRevision: (contribution: string) => Promise<number>
  /** Stores findings; with the last of them the contribution's watermark moves. Throws NewerComparison. */
  put: (findings: readonly StoredFinding[], detected?: { contribution: string; revision: number }) => Promise<void>
  /** Stores a finding in the place of exactly the one that was read. Throws NewerComparison. */
  replace: (read: StoredFinding, finding: StoredFinding) => Promise<void>
  /** Holds a transaction to the comparison that was read. Throws ComparedAnew when the stream stored another. */
  unchanged: (finding: StoredFinding) => Write
  /** Latest change first. */
  list: (input: Pick<QueryInput, 'after' | 'limit'>) => Promise<{ findings: StoredFinding[]; next: Page['next'] }>
  /** Where the list goes on after a finding. */
  positionOf: (finding: StoredFinding) => Record<string, unknown>
  /** What people decided and disputed. */
  records: Register<FindingRecord>
}

export const findingsIn = (table: Table): Findings => ({
  get: async (id) => {
    const item = await table.get(keyOf(id))
    return item && findingFromItem(item)
  },

  getAll: async (ids) => {
    const items = await table.getAll(ids.map(keyOf))
    return new Map(items.map(findingFromItem).map((finding) => [finding.id, finding]))
  },

  entriesOf: async (contribution) => {
    const partition = contributionPartition(contribution)
    const items = await table.queryAll({ partition, prefix: findingEntryPrefix, consistent: true })
    return items.map((item) => FindingEntry.parse(item['entry']))
  },

  detectedRevision: async (contribution) => Number((await table.get(detectedKey(contribution)))?.['revision'] ?? 0),

  put: async (findings, detected) => {
    const watermark: Write[] = detected
      ? [
          {
            put: { ...detectedKey(detected.contribution), revision: detected.revision },
            condition: 'attribute_not_exists(pk) OR #revision <= :revision',
            names: { '#revision': 'revision' },
            values: { ':revision': detected.revision },
            refuse: () => new NewerComparison(),
          },
        ]
      : []
    for (let first = 0; first < findings.length || first === 0; first += findingsPerTransaction) {
      const batch = findings.slice(first, first + findingsPerTransaction).flatMap((finding) => findingWrites(finding))
      const isLast = first + findingsPerTransaction >= findings.length
      const writes = [...batch, ...(isLast ? watermark : [])]
      if (writes.length > 0) await table.transact(writes)
    }
  },

  replace: async (read, finding) => table.transact(findingWrites(finding, read)),

  unchanged: ({ id, score, usdAtRisk, detected, contributions, evidence }) => ({
    check: keyOf(id),
    condition: isComparedAsRead,
    values: {
      ':score': score,
      ':usdAtRisk': usdAtRisk,
      ':detected': detected,
      ':contributions': contributions,
      ':evidence': evidence,
    },
    refuse: () => new ComparedAnew(),
  }),

  list: async (input) => {
    const { items, next } = await table.query({
      index: 'everything',
      partition: `${kind}#`,
      newestFirst: true,
      ...input,
    })
    return { findings: items.map(findingFromItem), next }
  },

  positionOf: (finding) => ({ ...keyOf(finding.id), ...listKey(finding) }),

  records: registerIn<FindingRecord>(table, {
    kind: 'DECISIONS',
    keyOf: (id) => ({ pk: findingPartition(id), sk: 'DECISIONS' }),
    idOf: ({ id }) => id,
    parse: (record) => FindingRecord.parse(record),
    listedUnder: () => ({}),
  }),
})

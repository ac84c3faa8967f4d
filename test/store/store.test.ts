// The store as a whole: no two kinds of record or derived item ever share a key.
import { FindingRecord } from '#model/detection.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { blockingKeys, mostBlockingKeys } from '#domain/matching/blockingKeys.ts'
import { matchRecordOf } from '#domain/matching/matchRecord.ts'
import {
  auditOf,
  created,
  keptContribution,
  keptPartner,
  keptTerm,
  newTracker,
  now,
  type Tracker,
} from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'
import { reportsIn } from '#store/reports.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine, { empty: true })
})

describe('records of different kinds that bear the same id', () => {
  test('are all kept', async () => {
    const { store } = tracker
    const id = 'same'
    await store.contributions.commit({ ...created(id), record: keptContribution({ id }) })
    await store.partners.commit({ ...created(id), record: keptPartner(id) })
    await store.terms.commit({ ...created(`unit/${id}`), record: keptTerm('unit', id) })
    await store.members.commit({
      ...created(id),
      record: {
        id,
        organization: null,
        role: 'reader',
        subClusters: null,
        client: null,
        removed: false,
        revision: 1,
        updatedAt: now,
      },
    })
    await store.findings.records.commit({
      ...created(id),
      record: FindingRecord.parse({ id, revision: 1, decisions: [], disputes: [], compared: [], updatedAt: now }),
    })
    await reportsIn(store.table).put({ id, edition: 'public', createdAt: now, trigger: 'test' })

    const items = await tracker.items()

    // A record, its snapshot, its audit entry and that one's place in time for five audited kinds, and a report.
    expect(items).toHaveLength(21)
    expect(new Set(items.map(({ pk, sk }) => `${pk} ${sk}`)).size).toBe(21)
  })

  test('have audit trails of their own', async () => {
    await tracker.store.partners.commit({ ...created('eu'), record: keptPartner('eu') })

    const member = {
      id: 'eu',
      organization: 'eu',
      role: 'partner',
      subClusters: null,
      client: null,
      removed: false,
      revision: 1,
      updatedAt: now,
    } as const

    await expect(
      tracker.store.members.commit({ ...created('eu'), audit: auditOf('eu'), record: member }),
    ).resolves.toBeUndefined()
  })
})

test('what one contribution writes stays within one transaction, also at its largest', () => {
  const words = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ')
  const large = keptContribution({
    title: words,
    implementers: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
    usd: { amount: '100000.00', unitsPerEur: {}, month: '2008-01', provisional: false },
    places: Array.from({ length: 20 }, () => ({ country: 'KE', name: 'Nairobi' })),
    identifiers: Array.from({ length: 20 }, (_, index) => ({ scheme: 'iati-activity', value: `X-${index}` })),
  })
  const entered = { id: 'c1', start: '2008-01-01', sketch: '', keys: blockingKeys(matchRecordOf(large)) }
  const moved = { ...entered, keys: entered.keys.map((key) => `${key}-new`) }

  expect(tracker.store.blocks.moveWrites(entered, moved).length).toBeLessThanOrEqual(2 * mostBlockingKeys)
})

// Findings and their entries: written together, and nothing older ever replaces what is newer.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { StoredFinding } from '#model/detection.ts'
import { NewerComparison } from '#store/findings.ts'
import { newTracker, now, type Tracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine, { empty: true })
})

const side = (id: string, revision: number) => ({
  id,
  revision,
  title: `Title of ${id}`,
  provider: 'eu',
  reportedBy: 'eu',
  subCluster: null,
  visibility: 'shared' as const,
})
const finding = (id: string, revisions: [number, number], different: Partial<StoredFinding> = {}): StoredFinding => ({
  id,
  kind: 'duplicate-record',
  score: 0.9,
  state: 'open',
  contributions: [side('c1', revisions[0]), side('c2', revisions[1])],
  evidence: [],
  usdAtRisk: '100.00',
  weightsVersion: '1',
  detected: true,
  reopenedBecause: null,
  verdict: null,
  names: null,
  decisionsRevision: 0,
  firstSeen: now,
  updatedAt: now,
  ...different,
})
const put = async (...of: Parameters<typeof finding>): Promise<void> => tracker.store.findings.put([finding(...of)])

describe('a finding', () => {
  test('has an entry at each of its two contributions', async () => {
    await put('f1', [1, 1])

    expect(await tracker.store.findings.get('f1')).toEqual(finding('f1', [1, 1]))
    expect(await tracker.store.findings.entriesOf('c1')).toMatchObject([{ finding: 'f1', other: 'c2' }])
    expect(await tracker.store.findings.entriesOf('c2')).toMatchObject([{ finding: 'f1', other: 'c1' }])
  })

  const older: [string, [number, number], number][] = [
    ['an older first side', [1, 3], 5],
    ['an older second side', [3, 1], 5],
    ['older decisions', [3, 3], 4],
  ]
  test.each(older)('is never replaced by a comparison of %s', async (_name, revisions, decisionsRevision) => {
    await put('f1', [2, 2], { decisionsRevision: 5 })

    const late = put('f1', revisions, { decisionsRevision, state: 'gone' })

    await expect(late).rejects.toBeInstanceOf(NewerComparison)
    expect(await tracker.store.findings.get('f1')).toMatchObject({ state: 'open' })
    expect(await tracker.store.findings.entriesOf('c1')).toMatchObject([{ state: 'open' }])
  })

  test('is replaced by a comparison of the same revisions', async () => {
    await put('f1', [2, 2])
    await put('f1', [2, 2], { state: 'decided' })

    expect(await tracker.store.findings.entriesOf('c2')).toMatchObject([{ state: 'decided' }])
  })

  test('is listed once, latest change first', async () => {
    await put('f1', [1, 1], { updatedAt: '2008-01-01T00:00:00.000Z' })
    await put('f2', [1, 1], { updatedAt: '2008-01-02T00:00:00.000Z' })
    await put('f1', [1, 1], { updatedAt: '2008-01-03T00:00:00.000Z' })

    expect((await tracker.store.findings.list({ limit: 10 })).findings.map(({ id }) => id)).toEqual(['f1', 'f2'])
  })
})

describe('a word on a finding, held to the comparison that its speaker read', () => {
  const evidence = [{ field: 'amount', a: '100.00 USD', b: null, weight: 4.123456789012345, text: 'Nearly the same.' }]
  const read = finding('f1', [1, 1], { evidence })
  const spoken = async (stored: StoredFinding): Promise<void> =>
    tracker.table.transact([tracker.store.findings.unchanged(stored)])
  beforeEach(async () => tracker.store.findings.put([read]))

  test('stands when only the state beside it caught up with a decision', async () => {
    await tracker.store.findings.replace(read, {
      ...read,
      state: 'awaiting-confirmation',
      decisionsRevision: 1,
      updatedAt: '2031-01-01T00:00:00.000Z',
    })

    await expect(spoken(read)).resolves.toBeUndefined()
  })

  test.each<[string, Partial<StoredFinding>]>([
    ['score', { score: 0.8 }],
    ['amount at risk', { usdAtRisk: null }],
    ['evidence', { evidence: [] }],
    ['revision of a side', { contributions: [side('c1', 2), side('c2', 1)] }],
    ['likeness, which is gone', { detected: false }],
  ])('is refused after another %s', async (_name, different) => {
    await tracker.store.findings.replace(read, { ...read, ...different })

    await expect(spoken(read)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('the watermark of a contribution', () => {
  test('moves with its findings', async () => {
    expect(await tracker.store.findings.detectedRevision('c1')).toBe(0)

    await tracker.store.findings.put([finding('f1', [3, 1])], { contribution: 'c1', revision: 3 })

    expect(await tracker.store.findings.detectedRevision('c1')).toBe(3)
  })

  test('moves when there is nothing to find', async () => {
    await tracker.store.findings.put([], { contribution: 'c1', revision: 1 })

    expect(await tracker.store.findings.detectedRevision('c1')).toBe(1)
  })

  test('never moves back, and neither do the findings that come with an older one', async () => {
    await tracker.store.findings.put([], { contribution: 'c1', revision: 3 })

    const late = tracker.store.findings.put([finding('f1', [2, 1])], { contribution: 'c1', revision: 2 })

    await expect(late).rejects.toBeInstanceOf(NewerComparison)
    expect(await tracker.store.findings.get('f1')).toBeUndefined()
  })

  test('moves last of many findings, so that a crash among them is repeated', async () => {
    const many = Array.from({ length: 70 }, (_, index) => finding(`f${index}`, [1, 1]))
    tracker.faults.dieAtTransaction(2)

    await expect(tracker.store.findings.put(many, { contribution: 'c1', revision: 1 })).rejects.toThrow('killed')
    tracker.faults.none()
    expect(await tracker.store.findings.detectedRevision('c1')).toBe(0)

    await tracker.store.findings.put(many, { contribution: 'c1', revision: 1 })
    expect(await tracker.store.findings.entriesOf('c1')).toHaveLength(70)
    expect((await tracker.store.findings.getAll(many.map(({ id }) => id))).size).toBe(70)
  })
})

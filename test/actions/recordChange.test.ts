// The audit trail: chained per record, and any later change to it shows; blocks move with what they are made from.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { patchContribution, restoreContribution, withdrawContribution } from '#actions/reviseContribution.ts'
import { entryIn } from '#store/changes.ts'
import { newTracker, requestOf, type Tracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
let id: string
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine)
  const { services, submit } = tracker
  id = (await submit()).id
  await patchContribution(services, requestOf(), id, 1, { title: 'Senior mission leadership course' })
  await withdrawContribution(services, requestOf(), id, 2)
  await restoreContribution(services, requestOf(), id, 3)
})

type Entry = Record<string, unknown>
const trail = async (): Promise<Entry[]> =>
  (await tracker.items())
    .filter(({ pk }) => pk === `AUDIT#CONTRIBUTION#${id}`)
    .toSorted((a, b) => (a.sk < b.sk ? -1 : 1))
    .map(({ pk: _pk, sk: _sk, ...entry }) => entryIn(entry))
/** Whether the trail is whole: sequence, hash of each entry, and each naming the one before; the head is on the record. */
const isWhole = async (entries: Entry[]): Promise<boolean> => {
  const head = (await tracker.store.contributions.get(id))?.auditHash
  return (
    entries.at(-1)?.['hash'] === head &&
    entries.every(({ hash, ...entry }, position) => {
      const previous = entries[position - 1]?.['hash'] ?? null
      return (
        entry['seq'] === position + 1 && entry['previous'] === previous && tracker.services.fingerprint(entry) === hash
      )
    })
  )
}

describe('the audit trail', () => {
  test('is whole after every kind of change', async () => {
    const entries = await trail()

    expect(entries.map(({ action }) => action)).toEqual([
      'contribution.create',
      'contribution.revise',
      'contribution.withdraw',
      'contribution.restore',
    ])
    expect(await isWhole(entries)).toBe(true)
  })

  test('says what changed, before and after', async () => {
    expect((await trail())[1]).toMatchObject({
      before: { title: 'Mission leadership course', revision: 1 },
      after: { title: 'Senior mission leadership course', revision: 2 },
    })
  })

  const tamperings: [string, (entries: Entry[]) => Entry[]][] = [
    ['a changed value', ([first, ...rest]) => [{ ...first, by: 'mallory' }, ...rest]],
    [
      'a changed value with its hash made again',
      ([first, ...rest]) => {
        const { hash: _, ...entry } = { ...first, by: 'mallory' } as Entry
        return [{ ...entry, hash: tracker.services.fingerprint(entry) }, ...rest]
      },
    ],
    ['an entry left out', ([first, , ...rest]) => [first ?? {}, ...rest]],
    ['the last entry left out', (entries) => entries.slice(0, -1)],
    ['two entries exchanged', ([first, second, ...rest]) => [second ?? {}, first ?? {}, ...rest]],
    ['an entry put in', (entries) => [...entries, { ...entries.at(-1), seq: entries.length + 1 }]],
  ]
  test.each(tamperings)('shows %s', async (_name, tamper) => {
    expect(await isWhole(tamper(await trail()))).toBe(false)
  })
})

describe('blocking keys', () => {
  const blocks = async (): Promise<string[]> =>
    (await tracker.items()).filter(({ pk, sk }) => pk.startsWith('BLOCK#') && sk.endsWith(`#${id}`)).map(({ pk }) => pk)

  test('move with a patch', async () => {
    const before = await blocks()
    await patchContribution(tracker.services, requestOf(), id, 4, {
      period: { start: '2010-01-01', end: '2010-06-30' },
    })
    const after = await blocks()

    expect(after.length).toBeGreaterThan(0)
    expect(after.filter((key) => key.endsWith(':2008'))).toEqual([])
    expect(before.filter((key) => key.endsWith(':2008')).length).toBeGreaterThan(0)
  })

  test('go with a withdrawal and come back with a restoration', async () => {
    const before = await blocks()
    await withdrawContribution(tracker.services, requestOf(), id, 4)
    expect(await blocks()).toEqual([])

    await restoreContribution(tracker.services, requestOf(), id, 5)
    expect(await blocks()).toEqual(before)
  })
})

test('of twenty revisions made against one state one wins and nothing of the others is written', async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, async (_, index) =>
      patchContribution(tracker.services, requestOf(), id, 4, { title: `Course ${index}` }),
    ),
  )

  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as object] : []))
  expect(refused).toHaveLength(19)
  for (const reason of refused) expect(reason).toMatchObject({ code: 'stale-revision' })
  expect(await trail()).toHaveLength(5)
})

// Cells: rows by grouping, list and year that add up, in order and in bounded reads.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cellId, cellKey, cellWrites, type CellDelta, figureName, groupings, neededName } from '#store/coverageCells.ts'
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

const delta = (different: Partial<CellDelta> = {}): CellDelta => ({
  viewer: 'everyone',
  measure: 'usd',
  grouping: 'subCluster,priorityArea',
  key: { subCluster: 'psa', priorityArea: 'planning' },
  year: '2008',
  figures: new Map([['1a', 5n]]),
  ...different,
})
const writeAt = async (at: string, ...deltas: CellDelta[]): Promise<void> => {
  const standing = await tracker.table.getAll(deltas.map(cellKey))
  const itemOf = (one: CellDelta) => standing.find(({ pk, sk }) => `${pk} ${sk}` === cellId(one))
  await tracker.table.transact(deltas.flatMap((one) => cellWrites(one, itemOf(one), at)))
}
const write = async (...deltas: CellDelta[]): Promise<void> => writeAt(now, ...deltas)
const range = {
  viewer: 'everyone',
  measure: 'usd',
  grouping: 'subCluster,priorityArea',
  list: 'items',
  limit: 100,
} as const

describe('the names of figures', () => {
  test('tell quarter, stage and part apart', () => {
    const names = ['2008-Q1', '2008-Q4'].flatMap((quarter) => [
      neededName(quarter),
      ...(['announced', 'arranged', 'delivered'] as const).flatMap((stage) =>
        (['reported', 'leftOut', 'width', 'saving'] as const).map((part) => figureName(quarter, stage, part)),
      ),
    ])

    expect(new Set(names).size).toBe(26)
  })
})

describe('a cell', () => {
  test('adds up what is written to it', async () => {
    await write(delta())
    await write(
      delta({
        figures: new Map([
          ['1a', -2n],
          ['3n', 7n],
        ]),
      }),
    )

    const { years } = await tracker.store.coverageCells.read(range)

    expect(years).toMatchObject([{ key: { subCluster: 'psa', priorityArea: 'planning' }, year: '2008' }])
    expect(Object.fromEntries(years[0]?.figures ?? [])).toEqual({ '1a': 3n, '3n': 7n })
  })

  test('is the same cell for the same row and year only', () => {
    expect(cellId(delta())).toBe(cellId(delta({ figures: new Map() })))
    const others = [
      delta({ year: '2009' }),
      delta({ viewer: 'coordinators' }),
      delta({ measure: 'seats' }),
      delta({ key: { subCluster: 'psa', priorityArea: null } }),
      delta({ key: { subCluster: null, priorityArea: null } }),
      ...groupings.map((grouping) => delta({ grouping })),
    ]
    // One of the groupings is the delta's own.
    expect(new Set([delta(), ...others].map(cellId)).size).toBe(others.length)
  })
})

describe('reading', () => {
  test('lists rows without an area and without a sub-cluster apart', async () => {
    await write(
      delta(),
      delta({ key: { subCluster: 'psa', priorityArea: null } }),
      delta({ key: { subCluster: null, priorityArea: null } }),
    )
    const keys = async (list: 'items' | 'shared' | 'unspecified') =>
      (await tracker.store.coverageCells.read({ ...range, list })).years.map(({ key }) => key)

    expect(await keys('items')).toEqual([{ subCluster: 'psa', priorityArea: 'planning' }])
    expect(await keys('shared')).toEqual([{ subCluster: 'psa', priorityArea: null }])
    expect(await keys('unspecified')).toEqual([{ subCluster: null, priorityArea: null }])
  })

  test('goes through keys and years in order, from one position up to another', async () => {
    const areas = ['a', 'b', 'c'].map((priorityArea) => ({ subCluster: 'psa', priorityArea }))
    await write(...areas.flatMap((key) => ['2008', '2009', '2010'].map((year) => delta({ key, year }))))

    const { years } = await tracker.store.coverageCells.read({
      ...range,
      from: { keyText: 'psa#a', year: '2010' },
      to: { keyText: 'psa#c', year: '2008' },
    })

    expect(years.map(({ keyText, year }) => `${keyText} ${year}`)).toEqual([
      'psa#a 2010',
      'psa#b 2008',
      'psa#b 2009',
      'psa#b 2010',
      'psa#c 2008',
    ])
  })

  test('stops at its limit and says that there is more', async () => {
    await write(...['2007', '2008', '2009'].map((year) => delta({ year })))

    expect(await tracker.store.coverageCells.read({ ...range, limit: 2 })).toMatchObject({ more: true })
    expect((await tracker.store.coverageCells.read({ ...range, limit: 2 })).years).toHaveLength(2)
    expect(await tracker.store.coverageCells.read({ ...range, limit: 4 })).toMatchObject({ more: false })
  })

  test('of one row does not take in rows whose key begins alike', async () => {
    await write(delta(), delta({ key: { subCluster: 'psa', priorityArea: 'planning-two' } }))

    const years = await tracker.store.coverageCells.readRow({ ...range, key: delta().key })

    expect(years.map(({ keyText }) => keyText)).toEqual(['psa#planning'])
  })
})

describe('a cell of a past instant', () => {
  const instant = (second: number): string => `2008-06-01T00:00:0${second}.000Z`
  const adding = (amount: bigint) => delta({ figures: new Map([['1a', amount]]) })
  const heldAt = async (asOf: string) =>
    (await tracker.store.coverageCells.read({ ...range, asOf })).years[0]?.figures.get('1a')

  test('holds what it held then, however often it changed since', async () => {
    await writeAt(instant(1), adding(5n))
    await writeAt(instant(3), adding(2n))
    await writeAt(instant(3), adding(1n))
    await writeAt(instant(5), adding(-8n))

    expect(await Promise.all([0, 1, 2, 3, 4].map(async (second) => heldAt(instant(second))))).toEqual([
      undefined,
      5n,
      5n,
      8n,
      8n,
    ])
    expect((await tracker.store.coverageCells.read({ ...range, asOf: instant(5) })).years).toHaveLength(1)
  })

  test('never goes back in time when the clock of its writer does', async () => {
    await writeAt(instant(5), adding(5n))
    await writeAt(instant(2), adding(2n))

    expect([await heldAt(instant(4)), await heldAt(instant(5))]).toEqual([undefined, 7n])
  })

  test('is not written over by somebody who read it before it moved', async () => {
    const late = cellWrites(adding(1n), undefined, instant(1))
    await writeAt(instant(1), adding(5n))

    await expect(tracker.table.transact(late)).rejects.toMatchObject({ code: 'conflict' })
    expect(await heldAt(instant(9))).toBe(5n)
  })
})

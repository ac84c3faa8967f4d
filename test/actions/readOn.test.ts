// Pages that read on: hidden things change neither what a page holds nor where, and whether, it goes on.
import { array, assert, asyncProperty, constantFrom, integer } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ListEntry, mostHidden, mostSeen, readOn } from '#actions/readOn.ts'

type Thing = { seen: boolean; asked: boolean }

/** A list as the store keeps it: a Query says that there is more even where nothing follows. */
const reader = (things: readonly (Thing & { name: number })[]) => {
  const asked: number[] = []
  const read = async (after: Record<string, unknown> | undefined, limit: number) => {
    asked.push(limit)
    const first = after === undefined ? 0 : things.findIndex(({ name }) => name === after['name']) + 1
    const entries = things.slice(first, first + limit).map(({ name, seen, asked: isAsked }): ListEntry<number> => ({
      at: { name },
      seen,
      item: seen && isAsked ? name : null,
    }))
    return { entries, next: entries.length < limit ? undefined : entries.at(-1)?.at }
  }
  return { read, asked }
}

const pagesOf = async (things: readonly (Thing & { name: number })[], limit: number) => {
  const { read } = reader(things)
  const pages: { items: number[]; next: unknown }[] = []
  let after: Record<string, unknown> | undefined
  do {
    const page = await readOn(read, { after, limit })
    pages.push(page)
    after = page.next
  } while (after)
  return pages
}

const numbered = (things: readonly Thing[]) => things.map((thing, name) => ({ ...thing, name }))
const visible: Thing = { seen: true, asked: true }
const hidden: Thing = { seen: false, asked: true }
const passed: Thing = { seen: true, asked: false }
const times = (count: number, thing: Thing): Thing[] => Array.from({ length: count }, () => thing)

describe('a page', () => {
  test('is as if what is hidden did not exist: the same items, and the same place to go on', async () => {
    const thing = constantFrom(visible, visible, hidden, hidden, hidden, passed)
    await assert(
      asyncProperty(array(thing, { maxLength: 300 }), integer({ min: 1, max: 20 }), async (some, limit) => {
        const things = numbered(some)

        expect(await pagesOf(things, limit)).toEqual(
          await pagesOf(
            things.filter(({ seen }) => seen),
            limit,
          ),
        )
      }),
      { numRuns: 200 },
    )
  })

  test('has no next one when only hidden things follow', async () => {
    const { read } = reader(numbered([visible, visible, ...times(mostHidden - 1, hidden)]))

    expect(await readOn(read, { after: undefined, limit: 2 })).toEqual({ items: [0, 1], next: undefined })
  })

  test('is found behind as many hidden things as are read at most', async () => {
    const { read } = reader(numbered([...times(mostHidden - 1, hidden), visible]))

    expect((await readOn(read, { after: undefined, limit: 50 })).items).toEqual([mostHidden - 1])
  })

  test('is short when little of very much is asked for, and the list goes on', async () => {
    const pages = await pagesOf(numbered([...times(mostSeen * 2, passed), visible]), 50)

    expect(pages.map(({ items }) => items.length)).toEqual([0, 0, 1])
  })

  test('ends before it is larger than an answer may be', async () => {
    const text = 'x'.repeat(400_000)
    const read = async () => ({
      entries: [1, 2, 3, 4].map((at) => ({ at: { at }, seen: true, item: text })),
      next: undefined,
    })

    expect(await readOn(read, { after: undefined, limit: 50 })).toEqual({ items: [text, text], next: { at: 2 } })
  })
})

test('a request reads a bounded number of times', async () => {
  const { read, asked } = reader(numbered(times(100_000, hidden)))
  await readOn(read, { after: undefined, limit: 1 })

  expect(asked.length).toBeLessThan(30)
  expect(asked.reduce((sum, limit) => sum + limit, 0)).toBeLessThan(mostHidden + 100)
})

// While an import is worked off the other consumers rest, and never for ever.
import { expect, test } from 'vitest'
import { rightOfWay } from '#infra/local/rightOfWay.ts'

const never = new AbortController().signal
const minutes = 60_000
const longest = 5000

/** A right of way that is taken until `end` is called. */
const takenWay = async (): Promise<ReturnType<typeof rightOfWay> & { end: () => Promise<unknown> }> => {
  const way = rightOfWay()
  const work = Promise.withResolvers<{ batchItemFailures: [] }>()
  const begun = Promise.withResolvers<void>()
  const done = way.taken(async () => {
    begun.resolve()
    return work.promise
  })({ Records: [] })
  await begun.promise
  return {
    ...way,
    end: async () => {
      work.resolve({ batchItemFailures: [] })
      return done
    },
  }
}

const tookOf = async (rest: Promise<void>): Promise<number> => {
  const begun = performance.now()
  await rest
  return performance.now() - begun
}

test('nobody rests when nobody goes first, nor after that has ended', async () => {
  const way = await takenWay()
  await way.end()

  expect(await tookOf(rightOfWay().give(minutes, never))).toBeLessThan(longest)
  expect(await tookOf(way.give(minutes, never))).toBeLessThan(longest)
})

test('who gives way rests nine times as long as it worked, and five seconds at most', async () => {
  const way = await takenWay()

  const [short, long] = await Promise.all([tookOf(way.give(20, never)), tookOf(way.give(60 * minutes, never))])

  expect(short).toBeGreaterThan(170)
  expect(short).toBeLessThan(long)
  expect(long).toBeGreaterThan(longest - 50)
  expect(long).toBeLessThan(minutes)
  await way.end()
})

test('a rest ends with what it gave way to, and with the pump', async () => {
  const way = await takenWay()
  const stopping = new AbortController()
  const stopped = tookOf(way.give(minutes, stopping.signal))
  stopping.abort()
  expect(await stopped).toBeLessThan(longest)

  const rest = tookOf(way.give(minutes, never))
  await way.end()
  expect(await rest).toBeLessThan(longest)
})

test('a call that fails has ended too', async () => {
  const way = rightOfWay()
  const failing = way.taken(async () => {
    throw new Error('no such import')
  })

  await expect(failing({ Records: [] })).rejects.toThrow('no such import')
  expect(await tookOf(way.give(minutes, never))).toBeLessThan(longest)
})

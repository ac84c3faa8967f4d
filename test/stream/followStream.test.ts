// How a batch is followed: each target once, targets of one line in order, lines beside each other, failures by their records.
import { expect, test } from 'vitest'
import type { DynamoDBRecord } from 'aws-lambda'
import { logFor } from '#runtime/log.ts'
import { followStream, type StreamRules } from '#stream/followStream.ts'

const record = (pk: string, position: number): DynamoDBRecord => ({
  dynamodb: { Keys: { pk: { S: pk }, sk: { S: 'X' } }, SequenceNumber: String(position) },
})
const batch = (...pks: string[]) => ({ Records: pks.map(record) })

const rules = (different: Partial<StreamRules>): StreamRules => ({
  consumer: 'test',
  targetOf: ({ pk }) => (pk.startsWith('-') ? null : pk),
  refresh: async () => {},
  log: { ...logFor('test'), info: () => {}, error: () => {}, measure: () => {} },
  ...different,
})

/** What began and ended, in order; everything takes a moment. */
const traced = (log: string[], fails: (target: string) => boolean = () => false) => ({
  refresh: async (target: string) => {
    log.push(`+${target}`)
    await new Promise((resolve) => setImmediate(resolve))
    log.push(`-${target}`)
    if (fails(target)) throw new Error(`${target} fails`)
  },
})

test('each target once and one after the other, unless told of lines', async () => {
  const log: string[] = []

  await followStream(rules(traced(log)))(batch('a', 'b', '-', 'a', 'c'))

  expect(log).toEqual(['+a', '-a', '+b', '-b', '+c', '-c'])
})

test('lines go beside each other, and what is in one line stays in order', async () => {
  const log: string[] = []
  const lineOf = (target: string): string => target.charAt(0)

  await followStream(rules({ ...traced(log), lineOf }))(batch('a1', 'b1', 'a2', 'b2'))

  expect(log.slice(0, 2)).toEqual(['+a1', '+b1'])
  for (const line of ['a', 'b'])
    expect(log.filter((event) => event.includes(line))).toEqual([`+${line}1`, `-${line}1`, `+${line}2`, `-${line}2`])
})

test('at most eight lines at once', async () => {
  let [now, most] = [0, 0]
  const refresh = async (): Promise<void> => {
    now += 1
    most = Math.max(most, now)
    await new Promise((resolve) => setImmediate(resolve))
    now -= 1
  }
  const targets = Array.from({ length: 50 }, (_, at) => `t${at}`)

  await followStream(rules({ refresh, lineOf: (target) => target }))(batch(...targets))

  expect([now, most]).toEqual([0, 8])
})

test('what fails is answered by its record and holds nobody else up', async () => {
  const log: string[] = []
  const refresh = traced(log, (target) => target === 'b' || target === 'd')

  const { batchItemFailures } = await followStream(rules({ ...refresh, lineOf: (target) => target }))(
    batch('a', 'b', 'c', 'd', 'b'),
  )

  expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).toSorted()).toEqual(['1', '3'])
  expect(log.filter((event) => event.startsWith('-'))).toHaveLength(4)
})

test('what passes at the next delivery is no error, and is delivered again all the same', async () => {
  const said: string[] = []
  const log = {
    ...rules({}).log,
    warn: (_text: string, about = {}) => said.push(`warn ${String(Object.values(about)[0])}`),
    error: (_text: string, about = {}) => said.push(`error ${String(Object.values(about)[0])}`),
  }
  const refresh = async (target: string): Promise<void> => {
    if (target !== 'right') throw new Error(target)
  }
  const isPassing = (error: unknown): boolean => error instanceof Error && error.message === 'passes'

  const { batchItemFailures } = await followStream(rules({ log, refresh, isPassing }))(
    batch('passes', 'right', 'wrong'),
  )

  expect(said).toEqual(['warn passes', 'error wrong'])
  expect(batchItemFailures).toHaveLength(2)
})

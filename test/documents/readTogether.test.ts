// One reading for several files: every part once, in step, and nobody left waiting for one that failed.
import { expect, test } from 'vitest'
import { readTogether } from '#documents/readTogether.ts'
import type { EntrySource } from '#documents/reportEntries.ts'
import type { EntryList, ReportEntries } from '#model/report.ts'
import { entriesOf } from './fixtures/entries.ts'
import { sampleReport } from './fixtures/sampleReport.ts'

const report = sampleReport()

/** The sample's entries, and how often each list was begun. */
const counted = (): { source: EntrySource; begun: EntryList[] } => {
  const begun: EntryList[] = []
  const source = entriesOf(report)
  async function* read<L extends EntryList>(list: L, most?: number): AsyncGenerator<ReportEntries[L]> {
    begun.push(list)
    yield* source.read(list, most)
  }
  return { source: { ...source, read }, begun }
}

const allOf = async (source: EntrySource | undefined): Promise<unknown[]> => {
  const all: unknown[] = []
  for (const list of ['duplicates', 'overlaps'] as const)
    for await (const part of source?.read(list) ?? []) all.push(...part)
  return all
}

test('every reader gets every entry in order, and each list is read once', async () => {
  const { source, begun } = counted()
  const { sources } = readTogether(source, 2)

  const [one, other] = await Promise.all(sources.map(allOf))

  expect(one).toEqual([...report.duplicates, ...report.overlaps])
  expect(other).toEqual(one)
  expect(begun).toEqual(['duplicates', 'overlaps'])
})

test('the first of a list are read by themselves', async () => {
  const { source } = counted()
  const { sources } = readTogether(source, 2)

  const parts = []
  for await (const part of sources[0]?.read('duplicates', 1) ?? []) parts.push(...part)

  expect(parts).toEqual(report.duplicates.slice(0, 1))
})

test('what cannot be read fails all readers', async () => {
  const source: EntrySource = {
    ...entriesOf(report),
    read: () => ({
      [Symbol.asyncIterator]: () => ({ next: async () => Promise.reject(new Error('The table is gone.')) }),
    }),
  }
  const { sources } = readTogether(source, 2)

  const ends = await Promise.allSettled(sources.map(allOf))

  expect(ends).toMatchObject([
    { status: 'rejected', reason: { message: 'The table is gone.' } },
    { status: 'rejected', reason: { message: 'The table is gone.' } },
  ])
})

test('where one gives up, those that wait for it and those that would do fail', async () => {
  const { sources, giveUp } = readTogether(entriesOf(report), 2)
  const waits = Promise.allSettled([allOf(sources[0])])

  giveUp()

  const [first] = await waits
  const [later] = await Promise.allSettled([allOf(sources[1])])
  const failed = {
    status: 'rejected',
    reason: { message: 'Another file that is written from the same entries failed.' },
  }
  expect([first, later]).toMatchObject([failed, failed])
})

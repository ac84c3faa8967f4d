// The entries of a report as its files are written from them: a few at a time, as often as there are files.
import type { EntryList, Report, ReportEntries } from '#model/report.ts'
import type { EntryCounts } from './reportHtml.ts'

export interface EntrySource {
  counts: EntryCounts
  /** The entries of one list in order, or only its first, some at a time. */
  read: <L extends EntryList>(list: L, most?: number) => AsyncIterable<ReportEntries[L]>
  /** Everything open or waiting, by id. */
  open: () => Iterable<Report['findings'][number]>
}

/** A list that is read some at a time, as one. */
export async function asOne<T>(parts: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = []
  for await (const part of parts) all.push(...part)
  return all
}

/** For what is written of a report without them. */
export const withoutEntries: EntrySource = {
  counts: { duplicates: 0, partOf: 0, overlaps: 0, clashes: 0 },
  async *read() {},
  open: () => [],
}

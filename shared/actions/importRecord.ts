// What an import begins with, whichever way its file comes: the question that was asked, and the record that answers to it.
import type { Caller } from '#model/caller.ts'
import type { ImportRecord } from '#model/import.ts'
import type { ImportQuery } from '#model/importQuery.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'

/** As the caller put it; null for what is left open. */
export type ImportQuestion = Pick<ImportRecord, 'dryRun' | 'source' | 'mapping' | 'dates' | 'decimals'>

export const questionIn = ({ dryRun, mapping, source, dates, decimals }: ImportQuery): ImportQuestion => ({
  dryRun: dryRun === 'true',
  mapping: mapping ?? null,
  source: source ?? null,
  dates: dates ?? null,
  decimals: decimals ?? null,
})

type Settled = ImportQuestion & Pick<ImportRecord, 'mappingUsed'>

/** What the question leaves open, its mapping says. Refuses `bad-query` for a mapping that is not there. */
export const settled = async ({ store }: Services, question: ImportQuestion): Promise<Settled> => {
  const { mapping } = question
  const row = mapping === null ? null : await store.mappings.get(mapping)
  if (row === undefined) throw new Refusal('bad-query', `There is no mapping "${mapping}".`)
  const mappingUsed = row?.record ?? null
  return {
    ...question,
    mappingUsed,
    dates: question.dates ?? mappingUsed?.dates ?? null,
    decimals: question.decimals ?? mappingUsed?.decimals ?? null,
  }
}

/** An import of which nothing is read yet. */
export const unreadImport = (
  now: string,
  caller: Caller,
  parts: Settled & Pick<ImportRecord, 'id' | 'state' | 'file'>,
): ImportRecord => ({
  ...parts,
  format: 'unread',
  columns: [],
  rows: 0,
  done: 0,
  counts: {},
  failure: null,
  createdAt: now,
  updatedAt: now,
  by: { ...caller, subClusters: caller.subClusters ? [...caller.subClusters] : null },
  parts: 0,
  segments: 0,
})

/** Where an import's file is kept. */
export const fileName = (id: string): string => `imports/${id}`

/** Where it is posted to when it comes as an upload. */
export const uploadName = (id: string): string => `uploads/${id}`

// Reads a file that was sent once from end to end, and keeps its rows: only what can be read is imported.
import type { ImportRecord } from '#model/import.ts'
import type { ImportColumn } from '#model/importColumns.ts'
import { Refusal } from '#model/refusal.ts'
import { detectFormat, formatsSentAs, type ImportFormat } from '#readers/detectFormat.ts'
import type { Services } from '#runtime/services.ts'
import { forgetItems, keepItems, type KeptAtMost } from './importItems.ts'
import { openSource } from './importSource.ts'

/**
 * The rows of a workbook are larger than the workbook, but not without end: 7,500,000 rows at most. Each of their segments
 * takes eleven events of a state machine, whose history holds 25,000 (infra/README.md): a third is left for what is tried again.
 */
const most: KeptAtMost = { bytes: 1024 * 1024 * 1024, segments: 1500 }

const formatNames: Record<ImportFormat, string> = {
  csv: 'CSV',
  xlsx: 'an XLSX workbook',
  jsonl: 'JSON Lines',
  fts: 'a page of OCHA FTS flows',
  iati: 'IATI XML',
}

/** As it was written, so far as a record of a thousand of them still fits into its item; that of the amount says what it counts in. */
export const keptHeader = (header: string, columns: number, column: ImportColumn | null | undefined): string =>
  header.slice(0, columns > 100 && column !== 'amount' ? 40 : 300).toWellFormed()

/** What an import's file holds. Refuses `wrong-file-type` and `unreadable-file`, naming row and column where it can. */
export const surveyFile = async (
  services: Services,
  file: Pick<ImportRecord['file'], 'name' | 'contentType'>,
  settings: Pick<ImportRecord, 'dates' | 'decimals' | 'mappingUsed'>,
): Promise<Pick<ImportRecord, 'format' | 'columns' | 'rows' | 'segments'>> => {
  const open = () => services.files.open(file.name)
  const format = await detectFormat(open)
  if (!formatsSentAs(file.contentType).includes(format))
    throw new Refusal('wrong-file-type', `The file is ${formatNames[format]}, and was sent as something else.`)
  const source = await openSource(open, { ...settings, format, mapping: settings.mappingUsed })
  const kept = await keepItems(services, file.name, source.items, most)
  const guesses = source.header()?.guesses ?? []
  const columns = guesses.map(({ header, ...guess }) => ({
    header: keptHeader(header, guesses.length, guess.column),
    ...guess,
  }))
  return { format, columns, ...kept }
}

/** Removes a file, and so many segments of rows that were kept of it. */
export const forgetFile = async (services: Services, name: string, segments: number): Promise<void> => {
  await services.files.remove(name)
  await forgetItems(services, name, segments)
}

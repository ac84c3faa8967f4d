// Takes an import in: keeps the file, reads it once from end to end, and only then lets it begin.
import type { Caller } from '#model/caller.ts'
import type { DayOrder, DecimalSign, Mapping } from '#model/importColumns.ts'
import type { ImportRecord } from '#model/import.ts'
import { Refusal } from '#model/refusal.ts'
import { detectFormat, formatsSentAs, type ImportFormat } from '#readers/detectFormat.ts'
import type { Services } from '#runtime/services.ts'
import { itemsName, keepItems } from './importItems.ts'
import { openSource } from './importSource.ts'
import { mustBeAllowed } from './permission.ts'
import { type ActionRequest, onceOnly } from './request.ts'

export { importMediaTypes } from '#readers/detectFormat.ts'

/** The rows of a workbook are larger than the workbook, but not without end. */
const maxItemsBytes = 1024 * 1024 * 1024

/** The largest file that is taken in. On AWS the gateway takes less: 6 MB a request. */
export const maxFileBytes = 256 * 1024 * 1024

export interface ImportUpload {
  contentType: string | undefined
  body: AsyncIterable<Uint8Array>
}

export interface ImportQuestion {
  dryRun: boolean
  mapping: string | null
  source: string | null
  dates: DayOrder | null
  decimals: DecimalSign | null
}

const mappingOf = async ({ store }: Services, id: string | null): Promise<Mapping | null> => {
  if (id === null) return null
  const row = await store.mappings.get(id)
  if (!row) throw new Refusal('bad-query', `There is no mapping "${id}".`)
  return row.record
}

const formatNames: Record<ImportFormat, string> = {
  csv: 'CSV',
  xlsx: 'an XLSX workbook',
  jsonl: 'JSON Lines',
  fts: 'a page of OCHA FTS flows',
  iati: 'IATI XML',
}

/** As it was written, so far as a record of a thousand of them still fits into its item. */
export const keptHeader = (header: string, columns: number): string =>
  header.slice(0, columns > 100 ? 40 : 300).toWellFormed()

/** The whole file is read before anything is written, so that a file which cannot be read leaves nothing behind. */
const survey = async (
  services: Services,
  name: string,
  allowed: readonly ImportFormat[],
  settings: Pick<ImportRecord, 'dates' | 'decimals' | 'mappingUsed'>,
): Promise<Pick<ImportRecord, 'format' | 'columns' | 'rows'>> => {
  const open = () => services.files.open(name)
  const format = await detectFormat(open)
  if (!allowed.includes(format))
    throw new Refusal('wrong-file-type', `The file is ${formatNames[format]}, and was sent as something else.`)
  const source = await openSource(open, { ...settings, format, mapping: settings.mappingUsed })
  const rows = await keepItems(services, name, source.items, maxItemsBytes)
  const guesses = source.header()?.guesses ?? []
  const columns = guesses.map(({ header, ...guess }) => ({ header: keptHeader(header, guesses.length), ...guess }))
  return { format, columns, rows }
}

const recordOf = (
  services: Services,
  caller: Caller,
  question: ImportQuestion,
  parts: Pick<ImportRecord, 'id' | 'file' | 'format' | 'columns' | 'rows' | 'mappingUsed' | 'dates' | 'decimals'>,
): ImportRecord => {
  const now = services.now()
  return {
    ...parts,
    state: 'running',
    dryRun: question.dryRun,
    source: question.source,
    mapping: question.mapping,
    done: 0,
    counts: {},
    failure: null,
    createdAt: now,
    updatedAt: now,
    by: { ...caller, subClusters: caller.subClusters ? [...caller.subClusters] : null },
    parts: 0,
  }
}

const forget = async ({ files }: Services, name: string): Promise<void> => {
  await files.remove(name)
  await files.remove(itemsName(name))
}

/**
 * Keeps the file and the import; the stream's consumer works it off. Refuses `forbidden`, `wrong-file-type`,
 * `file-too-large` and `unreadable-file`, naming the row and column where one can be named.
 */
export const startImport = async (
  services: Services,
  request: ActionRequest,
  upload: ImportUpload,
  question: ImportQuestion,
): Promise<ImportRecord> => {
  mustBeAllowed(request.caller, 'import.run')
  const allowed = formatsSentAs(upload.contentType)
  const mappingUsed = await mappingOf(services, question.mapping)
  const id = services.newId()
  const name = `imports/${id}`
  const contentType = upload.contentType ?? ''
  const saved = await services.files.save(name, contentType, upload.body, maxFileBytes)
  const once = request.once && { ...request.once, fingerprint: services.fingerprint([saved.sha256, question]) }
  try {
    const kept = await onceOnly(services, { ...request, once }, async (seal) => {
      const settings = {
        mappingUsed,
        dates: question.dates ?? mappingUsed?.dates ?? null,
        decimals: question.decimals ?? mappingUsed?.decimals ?? null,
      }
      const read = await survey(services, name, allowed, settings)
      const file = { name, ...saved, contentType }
      const record = recordOf(services, request.caller, question, { id, file, ...settings, ...read })
      await services.store.imports.create(record, seal(record))
      return record
    })
    // A repetition got the first one's answer, and its file is not needed.
    if (kept.id !== id) await forget(services, name)
    return kept
  } catch (error) {
    await forget(services, name)
    throw error
  }
}

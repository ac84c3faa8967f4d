// Takes an import in: keeps the file, reads it once from end to end, and only then lets it begin.
import type { ImportRecord } from '#model/import.ts'
import { formatsSentAs } from '#readers/detectFormat.ts'
import type { Services } from '#runtime/services.ts'
import { fileName, type ImportQuestion, settled, unreadImport } from './importRecord.ts'
import { mustBeAllowed } from './permission.ts'
import { type ActionRequest, onceOnly } from './request.ts'
import { forgetFile, surveyFile } from './surveyFile.ts'

export { importMediaTypes } from '#readers/detectFormat.ts'
import { importsIn } from '#store/imports.ts'

/** The largest file that is taken in with a request. On AWS the gateway takes less: 6 MB. */
export const maxFileBytes = 256 * 1024 * 1024

export interface ImportUpload {
  contentType: string | undefined
  body: AsyncIterable<Uint8Array>
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
  formatsSentAs(upload.contentType)
  const settings = await settled(services, question)
  const id = services.newId()
  const name = fileName(id)
  const contentType = upload.contentType ?? ''
  const saved = await services.files.save(name, contentType, upload.body, maxFileBytes)
  let segments = 0
  const once = request.once && { ...request.once, fingerprint: services.fingerprint([saved.sha256, question]) }
  try {
    const kept = await onceOnly(services, { ...request, once }, async (seal) => {
      const file = { name, ...saved, contentType }
      const unread = unreadImport(services.now(), request.caller, { id, state: 'running', file, ...settings })
      const record = { ...unread, ...(await surveyFile(services, file, settings)) }
      segments = record.segments
      await importsIn(services.store.table).create(record, seal(record))
      return record
    })
    // A repetition got the first one's answer, and its file is not needed.
    if (kept.id !== id) await forgetFile(services, name, segments)
    return kept
  } catch (error) {
    await forgetFile(services, name, segments)
    throw error
  }
}

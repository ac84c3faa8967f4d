// A file that was posted to the bucket: kept, read once from end to end, and only then imported.
import type { ImportRecord } from '#model/import.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { type Awaited, importsIn } from '#store/imports.ts'
import { fileName, uploadName } from './importRecord.ts'
import { maxUploadBytes } from './startUpload.ts'
import { forgetFile, surveyFile } from './surveyFile.ts'

/** Which version is read: the one that an earlier call has chosen, or the one that is there now. */
const pinned = async ({ files, store }: Services, { record, version }: Awaited): Promise<string | null> => {
  if (version !== null) return version
  const there = await files.version(uploadName(record.id))
  if (there === undefined) return null
  await importsIn(store.table).pin(record.id, there)
  return (await importsIn(store.table).awaited(record.id))?.version ?? null
}

/** What nobody can post to is read: a copy of our own, of one version. */
const begun = async (services: Services, unread: ImportRecord, version: string): Promise<ImportRecord> => {
  const { contentType } = unread.file
  const name = fileName(unread.id)
  const body = services.files.open(uploadName(unread.id), version)
  const saved = await services.files.save(name, contentType, body, maxUploadBytes)
  const file = { name, ...saved, contentType }
  const read = await surveyFile(services, file, unread)
  return { ...unread, ...read, file, state: 'running', updatedAt: services.now() }
}

const judged = async (services: Services, unread: ImportRecord, version: string): Promise<ImportRecord> => {
  try {
    return await begun(services, unread, version)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // Whoever reads it beside us comes to the same end.
    await forgetFile(services, fileName(unread.id), 0)
    return { ...unread, state: 'failed', failure: error.message, updatedAt: services.now() }
  }
}

const isThere = (error: unknown): boolean => error instanceof Refusal && error.code === 'conflict'

/**
 * To be called when a file came, any number of times and also at once: the first version that is seen is imported, once.
 * `nothing` where no import waits for such a file, or where there is none.
 */
export const readUpload = async (services: Services, id: string): Promise<'read' | 'nothing'> => {
  const imports = importsIn(services.store.table)
  if (await imports.get(id)) return 'read'
  const awaited = await imports.awaited(id)
  const version = awaited ? await pinned(services, awaited) : null
  if (!awaited || version === null) return 'nothing'
  try {
    await imports.create(await judged(services, awaited.record, version), [])
  } catch (error) {
    if (!isThere(error)) throw error
  }
  return 'read'
}

// Lets a caller post a file that is too large for a request to the bucket itself; the import begins when it is there.
import { RefusalForNow } from '#model/refusal.ts'
import type { UploadForm } from '#model/upload.ts'
import { formatsSentAs } from '#readers/detectFormat.ts'
import type { Services } from '#runtime/services.ts'
import { type ImportQuestion, settled, unreadImport, uploadName } from './importRecord.ts'
import { uploadCount } from '#store/uploadCounts.ts'
import { importsIn } from '#store/imports.ts'
import { mustBeAllowed } from './permission.ts'
import { type ActionRequest, onceOnly } from './request.ts'

/** The largest file that is taken in as an upload. */
export const maxUploadBytes = 100 * 1024 * 1024

/** What one caller may get forms for in a day (UTC): twenty of the largest files, and more of smaller ones. */
export const uploadBytesPerDay = 20 * maxUploadBytes

/** Signs a form for one file, under this name, of this type and of 1 to `maxBytes` bytes. */
export type SignForm = (name: string, contentType: string, maxBytes: number) => Promise<UploadForm & { until: string }>

/** The import that the file is for, and the form that takes it. */
export interface StartedUpload {
  id: string
  form: UploadForm
  /** What the form takes. */
  maxBytes: number
}

const untilTomorrow = (now: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = now.slice('YYYY-MM-DDT'.length, -'.mmmZ'.length).split(':').map(Number)
  return 86_400 - (hours * 60 + minutes) * 60 - seconds
}

/**
 * Refuses `forbidden`, `bad-query` for a mapping that is not there, `wrong-file-type` for what no import is sent as and
 * `upload-quota-spent`. A form counts with what it takes: the size of the file where that is said, or the most.
 */
export const startUpload = async (
  services: Services,
  request: ActionRequest,
  asked: { contentType: string; bytes: number; question: ImportQuestion },
  sign: SignForm,
): Promise<StartedUpload> => {
  mustBeAllowed(request.caller, 'import.run')
  const { contentType, bytes, question } = asked
  formatsSentAs(contentType)
  return onceOnly(services, request, async (seal) => {
    const settings = await settled(services, question)
    const id = services.newId()
    const { until, ...form } = await sign(uploadName(id), contentType, bytes)
    const started = { id, form, maxBytes: bytes }
    const file = { name: uploadName(id), sha256: '', bytes: 0, contentType }
    const now = services.now()
    const record = unreadImport(now, request.caller, { id, state: 'awaiting-file', file, ...settings })
    const counted = uploadCount({ caller: request.caller.id, now, bytes, most: uploadBytesPerDay }, () => {
      const detail = `A caller may ask for forms of ${uploadBytesPerDay / 1024 / 1024} MB in a day; say how many \`bytes\` a file has, and it counts with those.`
      return new RefusalForNow('upload-quota-spent', detail, untilTomorrow(now))
    })
    await importsIn(services.store.table).await(record, until, [...seal(started), counted])
    return started
  })
}

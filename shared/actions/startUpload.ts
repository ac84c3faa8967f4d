// Lets a caller post a file that is too large for a request to the bucket itself; the import begins when it is there.
import type { UploadForm } from '#model/upload.ts'
import { formatsSentAs } from '#readers/detectFormat.ts'
import type { Services } from '#runtime/services.ts'
import { type ImportQuestion, settled, unreadImport, uploadName } from './importRecord.ts'
import { mustBeAllowed } from './permission.ts'
import { type ActionRequest, onceOnly } from './request.ts'

/** The largest file that is taken in as an upload. */
export const maxUploadBytes = 100 * 1024 * 1024

/** Signs a form for one file, under this name, of this type and of 1 to `maxBytes` bytes. */
export type SignForm = (name: string, contentType: string, maxBytes: number) => Promise<UploadForm & { until: string }>

/** The import that the file is for, and the form that takes it. */
export interface StartedUpload {
  id: string
  form: UploadForm
}

/** Refuses `forbidden`, `bad-query` for a mapping that is not there and `wrong-file-type` for what no import is sent as. */
export const startUpload = async (
  services: Services,
  request: ActionRequest,
  asked: { contentType: string; question: ImportQuestion },
  sign: SignForm,
): Promise<StartedUpload> => {
  mustBeAllowed(request.caller, 'import.run')
  const { contentType, question } = asked
  formatsSentAs(contentType)
  return onceOnly(services, request, async (seal) => {
    const settings = await settled(services, question)
    const id = services.newId()
    const { until, ...form } = await sign(uploadName(id), contentType, maxUploadBytes)
    const started = { id, form }
    const file = { name: uploadName(id), sha256: '', bytes: 0, contentType }
    const record = unreadImport(services.now(), request.caller, { id, state: 'awaiting-file', file, ...settings })
    await services.store.imports.await(record, until, seal(started))
    return started
  })
}

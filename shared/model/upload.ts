// An upload: the form with which a caller posts an import's file to the bucket, past the API.
import * as z from 'zod/mini'
import { namedObject, positiveInt } from './schema.ts'
import { Instant, RecordId } from './text.ts'

/** What is posted as multipart/form-data: these fields as they are, and after them the file as `file`. */
export const UploadForm = namedObject('UploadForm', {
  url: z.string(),
  fields: z.record(z.string(), z.string()),
  /** When the form is no longer taken. */
  expires: Instant,
})
export type UploadForm = z.infer<typeof UploadForm>

/** `id` is that of the import, which begins by itself when the file is there. */
export const ImportUpload = namedObject('ImportUpload', {
  id: RecordId,
  upload: UploadForm,
  maxBytes: positiveInt,
})

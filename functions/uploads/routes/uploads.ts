// /v1/imports/uploads: a form for a file that is too large for a request.
import { questionIn } from '#actions/importRecord.ts'
import { importMediaTypes } from '#actions/startImport.ts'
import { maxUploadBytes, type SignForm, startUpload, uploadBytesPerDay } from '#actions/startUpload.ts'
import { operation, type Operation } from '#http/operation.ts'
import { ImportQuery } from '#model/importQuery.ts'
import { namedObject } from '#model/schema.ts'
import { ImportUpload } from '#model/upload.ts'
import * as z from 'zod/mini'

/** Of a file whose size is not said the form takes the most that there may be. */
const NewUpload = namedObject('NewUpload', {
  contentType: z.enum(importMediaTypes),
  bytes: z._default(z.int().check(z.gte(1), z.lte(maxUploadBytes)), maxUploadBytes),
})

/** Who signs is told by whoever mounts it: S3 on AWS, the local server on one machine. */
export const uploadOperations = (sign: SignForm): Operation[] => [
  operation({
    method: 'post',
    path: '/v1/imports/uploads',
    tag: 'Imports',
    summary: 'Import a large file, step one: get a form to post it with',
    description: `For files of up to ${maxUploadBytes / 1024 / 1024} MB. POST the file as multipart/form-data to \`upload.url\` before \`upload.expires\`: every field of \`upload.fields\` as it is, and last the file as \`file\`. That answers 204, and the import begins by itself: follow it at the location. It is \`awaiting-file\` until the file is there, \`reading\` while it is read from end to end, and \`failed\` where it cannot be read or did not come. The form takes one file of this media type; of several that are posted, one is imported. A caller gets forms for ${uploadBytesPerDay / 1024 / 1024} MB in a day (UTC); each counts with what it takes, which is \`bytes\` where the size of the file is said. The query is that of an import.`,
    query: ImportQuery,
    body: NewUpload,
    answers: { status: 201, description: 'The form, and where the import is.', schema: ImportUpload },
    problems: ['forbidden', 'key-reused', 'upload-quota-spent'],
    handle: async ({ services, request, query, body }) => {
      const asked = { ...body, question: questionIn(query) }
      const { id, form, maxBytes } = await startUpload(services, request, asked, sign)
      const headers = { location: `/v1/imports/${id}` }
      return { status: 201, body: { id, upload: form, maxBytes }, headers }
    },
  }),
]

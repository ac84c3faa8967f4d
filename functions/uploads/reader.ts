// Told by the bucket that a file was posted: it is read, and its import begins.
import { readUpload } from '#actions/readUpload.ts'
import { matching } from '#model/schema.ts'
import type { Services } from '#runtime/services.ts'
import * as z from 'zod/mini'

/** Of S3's event what says where the file lies: everything else is asked of the bucket and the table. */
const Posted = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.literal('Object Created'),
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: matching(/^uploads\/[\w-]{1,64}$/) }),
  }),
})

/** Throws for what is no such event of this bucket: it ends in the failure queue, where somebody sees it. */
export const createUploadReader =
  (services: Services, bucket: string) =>
  async (event: unknown): Promise<void> => {
    const { detail } = Posted.parse(event)
    if (detail.bucket.name !== bucket) throw new TypeError(`An event of another bucket, ${detail.bucket.name}.`)
    const id = detail.object.key.slice('uploads/'.length)
    const outcome = await readUpload(services, id)
    services.log.info('upload', { import: id, outcome })
  }

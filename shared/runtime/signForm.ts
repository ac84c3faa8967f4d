// Signs the forms by which callers post files to a bucket: S3 itself holds them to name, type, size and time.
import type { S3ClientConfig } from '@aws-sdk/client-s3'

/** Long enough for 100 MB over a slow line to begin, short enough that a form which leaks is of little use. */
const formSeconds = 3600
/** A file that began to come in time has come after so long, and S3 has told of it. */
const lateSeconds = 3600

const after = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString()

/** A form: where to post it, its fields, when it expires, and after when nothing posted with it can come any more. */
interface SignedForm {
  url: string
  fields: Record<string, string>
  expires: string
  until: string
}

/** On one machine with the address and the key of its stand-in. */
export const signingFor =
  (bucket: string, client: S3ClientConfig = {}, seconds = formSeconds) =>
  async (name: string, contentType: string, maxBytes: number): Promise<SignedForm> => {
    // Loaded when first used and from the Lambda runtime, as in files.ts.
    const { S3Client } = await import('@aws-sdk/client-s3')
    const { createPresignedPost } = await import('@aws-sdk/s3-presigned-post')
    const expires = after(seconds)
    const form = await createPresignedPost(new S3Client(client), {
      Bucket: bucket,
      Key: name,
      Fields: { 'Content-Type': contentType },
      Conditions: [['content-length-range', 1, maxBytes]],
      Expires: seconds,
    })
    return { ...form, expires, until: after(seconds + lateSeconds) }
  }

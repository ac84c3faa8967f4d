// A stream into a bucket, a part at a time: never more than one part of it in memory.
import type { CompletedPart, S3Client } from '@aws-sdk/client-s3'

interface Place {
  Bucket: string
  Key: string
  ContentType: string
}

/** S3 takes parts of at least 5 MB, and at most 10,000 of them. */
const partBytes = 8 * 1024 * 1024

const sendParts = async (
  client: S3Client,
  { Bucket, Key }: Place,
  UploadId: string,
  parts: AsyncIterable<Uint8Array>,
): Promise<CompletedPart[]> => {
  const { UploadPartCommand } = await import('@aws-sdk/client-s3')
  const sent: CompletedPart[] = []
  for await (const Body of parts) {
    const PartNumber = sent.length + 1
    const { ETag } = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }))
    sent.push({ ETag, PartNumber })
  }
  return sent
}

/** What fails half-way is given up, so that no part of it stays behind. */
const saveInParts = async (client: S3Client, place: Place, parts: AsyncIterable<Uint8Array>): Promise<void> => {
  const { AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CreateMultipartUploadCommand } =
    await import('@aws-sdk/client-s3')
  const { Bucket, Key } = place
  const { UploadId = '' } = await client.send(new CreateMultipartUploadCommand(place))
  try {
    const Parts = await sendParts(client, place, UploadId, parts)
    await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }))
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))
    throw error
  }
}

async function* inParts(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    bytes += chunk.byteLength
    if (bytes < partBytes) continue
    yield Buffer.concat(chunks)
    chunks = []
    bytes = 0
  }
  yield Buffer.concat(chunks)
}

async function* after(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  for (let part = await rest.next(); !part.done; part = await rest.next())
    if (part.value.byteLength > 0) yield part.value
}

/** One request for what fits a part, and a multipart upload for what does not. */
export const saveObject = async (client: S3Client, place: Place, body: AsyncIterable<Uint8Array>): Promise<void> => {
  const parts = inParts(body)
  const { value: first } = await parts.next()
  if (first !== undefined && first.byteLength >= partBytes) {
    await saveInParts(client, place, after(first, parts))
    return
  }
  const { PutObjectCommand } = await import('@aws-sdk/client-s3')
  await client.send(new PutObjectCommand({ ...place, Body: first ?? new Uint8Array() }))
}

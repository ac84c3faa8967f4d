// Where reports and imported files are kept: an S3 bucket, or a folder on one machine.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Refusal } from '#model/refusal.ts'
import { saveObject } from './saveObject.ts'

/** What was saved, as it was read on the way. */
export interface Saved {
  sha256: string
  bytes: number
}

export interface Files {
  put: (name: string, contentType: string, body: string) => Promise<void>
  /** undefined where there is no such file. */
  get: (name: string) => Promise<string | undefined>
  /** Keeps a stream as it comes. Refuses `file-too-large` beyond `maxBytes`, and then keeps nothing. */
  save: (name: string, contentType: string, body: AsyncIterable<Uint8Array>, maxBytes: number) => Promise<Saved>
  /** A saved file from its beginning; throws while it is read where there is none. Of several versions, the one that is named. */
  open: (name: string, version?: string) => AsyncIterable<Uint8Array>
  /** What was posted last under a name that others may post to; on one machine undefined where nothing was. */
  version: (name: string) => Promise<string | undefined>
  remove: (name: string) => Promise<void>
  /** An address that whoever has it may read the file at for a while, saved as `as`; null where files have none. */
  link: ((name: string, as: string) => Promise<string>) | null
}

/** Passes bytes on, and counts and hashes them. */
async function* measured(body: AsyncIterable<Uint8Array>, maxBytes: number, saved: Saved): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  for await (const chunk of body) {
    saved.bytes += chunk.byteLength
    if (saved.bytes > maxBytes) throw new Refusal('file-too-large', `At most ${maxBytes} bytes are taken.`)
    hash.update(chunk)
    yield chunk
  }
  saved.sha256 = hash.digest('hex')
}

/** How long a link is good for: long enough to follow it, too short to pass it on. */
const linkSeconds = 600

// Loaded when first used and from the Lambda runtime: most requests touch no file, and the bundle stays small.
const bucketClient = async () => {
  const sdk = await import('@aws-sdk/client-s3')
  return { ...sdk, client: new sdk.S3Client({}) }
}

type S3 = () => ReturnType<typeof bucketClient>

async function* objectOf(s3: S3, bucket: string, name: string, version?: string): AsyncGenerator<Uint8Array> {
  const { client, GetObjectCommand } = await s3()
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: name, VersionId: version }))
  yield* (Body ?? []) as AsyncIterable<Uint8Array>
}

const inBucket = (bucket: string): Files => {
  let loaded: ReturnType<typeof bucketClient> | undefined
  const s3: S3 = () => (loaded ??= bucketClient())
  return {
    put: async (name, contentType, body) => {
      const { client, PutObjectCommand } = await s3()
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: name, ContentType: contentType, Body: body }))
    },
    get: async (name) => {
      const { client, GetObjectCommand, NoSuchKey } = await s3()
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: name }))
        return await Body?.transformToString()
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined
        throw error
      }
    },
    save: async (name, contentType, body, maxBytes) => {
      const saved: Saved = { sha256: '', bytes: 0 }
      const { client } = await s3()
      await saveObject(client, { Bucket: bucket, Key: name, ContentType: contentType }, measured(body, maxBytes, saved))
      return saved
    },
    open: (name, version) => objectOf(s3, bucket, name, version),
    version: async (name) => {
      const { client, HeadObjectCommand } = await s3()
      return (await client.send(new HeadObjectCommand({ Bucket: bucket, Key: name }))).VersionId
    },
    remove: async (name) => {
      const { client, DeleteObjectCommand } = await s3()
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: name }))
    },
    link: async (name, as) => {
      const { client, GetObjectCommand } = await s3()
      const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner')
      const disposition = `attachment; filename="${as}"`
      const object = new GetObjectCommand({ Bucket: bucket, Key: name, ResponseContentDisposition: disposition })
      return getSignedUrl(client, object, { expiresIn: linkSeconds })
    },
  }
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** Written beside and renamed: a reader sees a whole file or none, also after a kill. */
const besideAndRenamed = async (path: string, write: (part: string) => Promise<void>): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  const part = join(dirname(path), `.${randomUUID()}.part`)
  try {
    await write(part)
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

const fileIn = (folder: string, name: string): AsyncIterable<Uint8Array> =>
  createReadStream(join(folder, name), { highWaterMark: 262_144 })

const inFolder = (folder: string): Files => ({
  put: async (name, _contentType, body) => besideAndRenamed(join(folder, name), async (part) => writeFile(part, body)),
  get: async (name) => {
    try {
      return await readFile(join(folder, name), 'utf8')
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  },
  save: async (name, _contentType, body, maxBytes) => {
    const saved: Saved = { sha256: '', bytes: 0 }
    await besideAndRenamed(join(folder, name), async (part) => {
      const file = await open(part, 'w')
      try {
        for await (const chunk of measured(body, maxBytes, saved)) await file.write(chunk)
        await file.sync()
      } finally {
        await file.close()
      }
    })
    return saved
  },
  open: (name, version) => fileIn(folder, version === undefined ? name : join(name, version)),
  // Versions are the files of a folder of that name; one that still comes begins with a dot.
  version: async (name) => {
    const names = await readdir(join(folder, name)).catch((error: unknown) => {
      if (isMissing(error)) return []
      throw error
    })
    return names
      .filter((one) => !one.startsWith('.'))
      .toSorted()
      .at(-1)
  },
  remove: async (name) => rm(join(folder, name), { force: true }),
  link: null,
})

/** `file:` and a folder, or a bucket's name. */
export const filesAt = (place: string): Files =>
  place.startsWith('file:') ? inFolder(place.slice('file:'.length)) : inBucket(place)

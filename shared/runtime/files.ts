// Where reports are kept: an S3 bucket, or a folder on one machine.
import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Files {
  put: (name: string, contentType: string, body: string) => Promise<void>
  /** undefined where there is no such file. */
  get: (name: string) => Promise<string | undefined>
}

// Loaded when first used and from the Lambda runtime: most requests touch no file, and the bundle stays small.
const bucketClient = async () => {
  const sdk = await import('@aws-sdk/client-s3')
  return { ...sdk, client: new sdk.S3Client({}) }
}

const inBucket = (bucket: string): Files => {
  let loaded: ReturnType<typeof bucketClient> | undefined
  const s3 = (): ReturnType<typeof bucketClient> => (loaded ??= bucketClient())
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
  }
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

const inFolder = (folder: string): Files => ({
  put: async (name, _contentType, body) => {
    await mkdir(folder, { recursive: true })
    // Written beside and renamed: a reader sees a whole file or none, also after a kill.
    const part = join(folder, `.${name}.${randomUUID()}.part`)
    await writeFile(part, body)
    await rename(part, join(folder, name))
  },
  get: async (name) => {
    try {
      return await readFile(join(folder, name), 'utf8')
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  },
})

/** `file:` and a folder, or a bucket's name. */
export const filesAt = (place: string): Files =>
  place.startsWith('file:') ? inFolder(place.slice('file:'.length)) : inBucket(place)

// The bucket of one machine, so far as uploads go: takes posted forms as S3 does, streams files to disk, and tells of them.
import { randomBytes } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { Busboy } from '@fastify/busboy'
import { v7 } from 'uuid'
import { createUploadReader } from '#functions/uploads/reader.ts'
import type { SignForm } from '#actions/startUpload.ts'
import type { Services } from '#runtime/services.ts'
import { signingFor } from '#runtime/signForm.ts'
import { checkForm, type PostKey, PostRefused, type SizeRange } from './postPolicy.ts'

/** Where forms are posted to, on the address of the tracker itself. */
export const uploadsPath = '/local-bucket'
const bucket = uploadsPath.slice(1)

const xml = (status: number, code: string, message: string): Response =>
  new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message.replaceAll(/[<&]/g, ' ')}</Message></Error>`,
    { status, headers: { 'content-type': 'application/xml', 'x-content-type-options': 'nosniff' } },
  )

/** As S3 counts: everything before the file has at most 20 KB. */
const limits = { fieldSize: 20_000, fieldNameSize: 200, fields: 40, files: 1, parts: 41, headerPairs: 20 }

interface Form {
  fields: Map<string, string>
  file: AsyncIterable<Uint8Array>
  /** Reads no further. */
  drop: () => void
}

const malformed = (): PostRefused =>
  new PostRefused(400, 'MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.')

const isPartAFile = (name?: string): boolean => name === 'file'

/** The fields, once the file begins: what stands after it is not looked at, as in S3. */
const formOf = (request: Request): Promise<Form> =>
  new Promise((resolve, reject) => {
    const contentType = request.headers.get('content-type') ?? ''
    if (!/^multipart\/form-data;.*boundary=/i.test(contentType) || !request.body) throw malformed()
    const fields = new Map<string, string>()
    const parser = new Busboy({ headers: { 'content-type': contentType }, limits, isPartAFile })
    const body = Readable.fromWeb(request.body as WebStream)
    // For as long as they live: the parser tells of one fault several times, and an error that nobody hears ends the process.
    const onBreak = (listener: (error: Error) => void): void => {
      body.on('error', listener)
      parser.on('error', listener)
    }
    onBreak(() => reject(malformed()))
    parser.on('field', (name, value) => fields.set(name.toLowerCase(), value))
    parser.on('file', (_name, file) => {
      file.on('error', () => {})
      // A client that goes away in the middle of its file leaves none.
      onBreak((error) => file.destroy(error))
      resolve({ fields, file, drop: () => body.unpipe(parser) })
    })
    parser.on('finish', () => reject(new PostRefused(400, 'InvalidArgument', 'POST requires a file field.')))
    body.pipe(parser)
  })

async function* whole(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* file
  } catch {
    throw malformed()
  }
}

/** Refuses at the first byte too many, and at the end of what is too small. */
async function* within({ least, most }: SizeRange, file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of whole(file)) {
    bytes += chunk.byteLength
    if (bytes > most)
      throw new PostRefused(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size')
    yield chunk
  }
  if (bytes < least)
    throw new PostRefused(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size')
}

export interface LocalUploads {
  sign: SignForm
  fetch: (request: Request) => Promise<Response>
  /** Reads what an earlier process was told of and did not finish. */
  resume: () => Promise<void>
  /** Resolves when everything that was posted so far is read. */
  settled: () => Promise<void>
}

const eventOf = (key: string): object => ({
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: { bucket: { name: bucket }, object: { key } },
})

/** `folder`: where `services.files` keeps its files. `url`: the address of the server that hands `uploadsPath` to `fetch`. */
export const localUploads = (services: Services, folder: string, url: string): LocalUploads => {
  const key: PostKey = { accessKeyId: 'local', secretAccessKey: randomBytes(32).toString('hex') }
  const read = createUploadReader(services, bucket)
  const reading = new Set<Promise<void>>()

  /** As the bucket does: the file stays until it was read, so that whoever starts next is told of it again. */
  const tell = (name: string): void => {
    const told = read(eventOf(name))
      .then(async () => rm(join(folder, name), { recursive: true, force: true }))
      .catch((error: unknown) => services.log.error('an upload could not be read', { name, reason: String(error) }))
      .finally(() => reading.delete(told))
    reading.add(told)
  }

  const keep = async ({ fields, file }: Form): Promise<Response> => {
    const range = checkForm(fields, key, new Date())
    const name = fields.get('key') ?? ''
    const version = v7()
    await services.files.save(`${name}/${version}`, fields.get('content-type') ?? '', within(range, file), range.most)
    tell(name)
    const location = `${url}${uploadsPath}/${name}`
    return new Response(null, { status: 204, headers: { location, 'x-amz-version-id': version } })
  }

  const take = async (request: Request): Promise<Response> => {
    if (request.method !== 'POST') throw new PostRefused(405, 'MethodNotAllowed', 'Only forms are posted here.')
    const form = await formOf(request)
    try {
      return await keep(form)
    } finally {
      form.drop()
    }
  }

  return {
    sign: signingFor(bucket, { region: 'local', endpoint: url, forcePathStyle: true, credentials: key }),
    fetch: async (request) =>
      take(request).catch((error: unknown) => {
        if (error instanceof PostRefused) return xml(error.status, error.code, error.message)
        services.log.error('an upload could not be kept', { reason: String(error) })
        return xml(500, 'InternalError', 'We encountered an internal error. Please try again.')
      }),
    resume: async () => {
      const ids = await readdir(join(folder, 'uploads')).catch(() => [])
      for (const id of ids) tell(`uploads/${id}`)
    },
    settled: async () => {
      await Promise.all(reading)
    },
  }
}

// A file as an answer: streamed where the server can, whole where it is small enough, and otherwise by a link to where it lies.
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import type { Answer } from './operation.ts'

export interface NamedFile {
  /** What it is saved as. */
  name: string
  contentType: string
}

/** A function's answer is at most 6 MB, as base64: the rest is for headers. */
const mostAnsweredBytes = 4_000_000
/** Below the 28 seconds of the function's own limit. */
const mostMilliseconds = 24_000
/** More than any list has: what is made without end is stopped. */
const mostBytes = 2 * 1024 * 1024 * 1024

type Files = Services['files']
type Pieces = AsyncIterable<Uint8Array>

/** The first piece is made before anything is answered, so that what is refused is answered as a problem. */
export const begun = async <T>(pieces: AsyncIterable<T>): Promise<AsyncIterable<T>> => {
  const iterator = pieces[Symbol.asyncIterator]()
  const first = await iterator.next()
  return (async function* () {
    try {
      for (let piece = first; !piece.done; piece = await iterator.next()) yield piece.value
    } finally {
      await iterator.return?.()
    }
  })()
}

async function* inTime(pieces: Pieces): Pieces & AsyncGenerator<Uint8Array> {
  const started = performance.now()
  for await (const piece of pieces) {
    if (performance.now() - started > mostMilliseconds)
      throw new Refusal('export-too-large', 'It takes longer than one request may: narrow it by a filter.')
    yield piece
  }
}

async function* joined(first: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* first
  for (let piece = await rest.next(); !piece.done; piece = await rest.next()) yield piece.value
}

const elsewhere = (location: string): Answer => ({
  status: 303,
  headers: { location, 'cache-control': 'no-store' },
  body: { location },
})

const linked = async (
  files: Files,
  link: NonNullable<Files['link']>,
  place: string,
  { name, contentType }: NamedFile,
  pieces: Pieces,
): Promise<Answer> => {
  const rest = inTime(pieces)[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  let bytes = 0
  for (let piece = await rest.next(); !piece.done; piece = await rest.next()) {
    first.push(piece.value)
    bytes += piece.value.byteLength
    if (bytes <= mostAnsweredBytes) continue
    await files.save(place, contentType, joined(first, rest), mostBytes)
    return elsewhere(await link(place, name))
  }
  return { status: 200, file: { contentType, stream: joined(first, rest) } }
}

/** Answers with a file that is made while it is read. Refuses `export-too-large`. */
export const fileAnswer = async ({ files, newId }: Services, file: NamedFile, pieces: Pieces): Promise<Answer> => {
  const headers = { 'content-disposition': `attachment; filename="${file.name}"` }
  if (!files.link) return { status: 200, file: { ...file, stream: pieces }, headers }
  const answer = await linked(files, files.link, `exports/${newId()}/${file.name}`, file, pieces)
  return { ...answer, headers: { ...headers, ...answer.headers } }
}

/** Answers with a file that is kept: whole where it is small enough, else by a link to it; undefined where there is none. */
export const keptFileAnswer = async (
  { files }: Services,
  place: string,
  { name, contentType }: NamedFile,
): Promise<Answer | undefined> => {
  const text = await files.get(place)
  if (text === undefined) return undefined
  const isSmall = Buffer.byteLength(text) <= mostAnsweredBytes
  return isSmall || !files.link
    ? { status: 200, file: { contentType, text } }
    : elsewhere(await files.link(place, name))
}

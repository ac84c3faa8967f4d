// Sends a file to a tracker's API, follows it to its end and tells what became of its rows: any tracker, here or deployed.
import { maxUploadBytes } from '#actions/startUpload.ts'
import * as z from 'zod'
import { StartError } from './startError.ts'

export interface Sent {
  method: string
  path: string
  headers?: Record<string, string>
  body?: () => BodyInit
}

/** One call of the API with the caller's token; a test gives its own. */
export type Call = (sent: Sent) => Promise<Response>

/** A form to the bucket itself: no token goes there. */
export type PostForm = (url: string, form: FormData) => Promise<Response>

export interface Wanted {
  /** Read from its beginning whenever it is sent. */
  file: Blob
  /** One key per run: an upload that is sent again after a break is taken in once. */
  key: string
  query: Record<string, string>
  mapping: { id: string; content: unknown } | null
}

const Note = z.object({ column: z.string().nullable(), detail: z.string() })
const Row = z.object({
  row: z.number(),
  status: z.string(),
  id: z.string().nullable(),
  errors: z.array(Note),
  warnings: z.array(Note),
})
export type ImportedRow = z.infer<typeof Row>

const Guess = z.object({ header: z.string(), column: z.string().nullable(), by: z.string() })
const Standing = z.object({
  id: z.string(),
  state: z.enum(['awaiting-file', 'reading', 'running', 'done', 'failed']),
  format: z.string(),
  rows: z.number(),
  done: z.number(),
  counts: z.record(z.string(), z.number()),
  failure: z.string().nullable(),
  columns: z.array(Guess),
  results: z.object({ items: z.array(Row), next: z.string().nullable() }),
})
export type Standing = z.infer<typeof Standing>

const Problem = z.object({
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
})

const refusalIn = async (response: Response): Promise<string> => {
  const parsed = Problem.safeParse(await response.json().catch(() => undefined))
  if (!parsed.success) return `HTTP ${response.status}`
  const { title, detail, errors = [] } = parsed.data
  const [first] = errors
  return [detail ?? title, first && !detail?.includes(first.detail) ? `${first.pointer}: ${first.detail}` : '']
    .filter((part) => part !== '')
    .join(' ')
}

const mustBeOk = async (response: Response, what: string): Promise<Response> => {
  if (!response.ok) throw new StartError(`${what}: ${await refusalIn(response)}`)
  return response
}

/** Saves the mapping under its id, unless it stands there already as it is. */
const saveMapping = async (call: Call, { id, content }: NonNullable<Wanted['mapping']>): Promise<void> => {
  const path = `/v1/imports/mappings/${encodeURIComponent(id)}`
  const standing = await call({ method: 'GET', path })
  if (standing.status !== 404) await mustBeOk(standing, `The mapping ${id} cannot be read`)
  const condition: Record<string, string> =
    standing.status === 404 ? { 'if-none-match': '*' } : { 'if-match': standing.headers.get('etag') ?? '' }
  const headers = { ...condition, 'content-type': 'application/json' }
  const answer = await call({ method: 'PUT', path, headers, body: () => JSON.stringify(content) })
  await mustBeOk(answer, `The mapping ${id} is not taken`)
}

/** Whoever still writes to a file would have half of it taken in. */
const hasChanged = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'NotReadableError' || hasChanged(error.cause))

const tries = 3

/** Sent again when the connection breaks. */
const sentAgain = async <T>(send: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send()
    } catch (error) {
      if (hasChanged(error))
        throw new StartError(
          'The file changed while it was sent, and nothing of it went in: send it again as it is now.',
        )
      if (error instanceof StartError || attempt >= tries) throw error
    }
  }
}

/** Lambda takes 6 MB, of which a file that is no text may be 4.5: what is larger is posted to the bucket. */
const mostInRequest = 4_000_000

const searchOf = (query: Record<string, string>): string => {
  const words = new URLSearchParams(query)
  return words.size > 0 ? `?${words}` : ''
}

const contentType = 'application/octet-stream'
/** The form counts with the size that is said; of what is too large the answer says how much is taken. */
const wantedForm =
  ({ file }: Wanted) =>
  (): string =>
    JSON.stringify(file.size > maxUploadBytes ? { contentType } : { contentType, bytes: file.size })

/** The key makes it one import, however often it is sent. */
const sendInRequest = async (call: Call, { file, key, query }: Wanted): Promise<Standing> => {
  const headers = { 'content-type': contentType, 'idempotency-key': key }
  const path = `/v1/imports${searchOf(query)}`
  return sentAgain(async () => {
    const answer = await call({ method: 'POST', path, headers, body: () => file.stream() })
    return Standing.parse(await (await mustBeOk(answer, 'The file is not taken')).json())
  })
}

const Form = z.object({
  id: z.string(),
  maxBytes: z.number(),
  upload: z.object({ url: z.string(), fields: z.record(z.string(), z.string()) }),
})

const formFor = async (call: Call, wanted: Wanted): Promise<z.infer<typeof Form>> => {
  const { key, query } = wanted
  const headers = { 'content-type': 'application/json', 'idempotency-key': key }
  return sentAgain(async () => {
    const answer = await call({
      method: 'POST',
      path: `/v1/imports/uploads${searchOf(query)}`,
      headers,
      body: wantedForm(wanted),
    })
    return Form.parse(await (await mustBeOk(answer, 'The file is not taken')).json())
  })
}

/** Of what is posted twice one is imported. */
const sendToBucket = async (call: Call, post: PostForm, wanted: Wanted): Promise<Standing> => {
  const { id, maxBytes, upload } = await formFor(call, wanted)
  if (wanted.file.size > maxBytes)
    throw new StartError(`The file has ${wanted.file.size} bytes, and ${maxBytes} are taken: send it in parts.`)
  const form = new FormData()
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value)
  form.append('file', wanted.file, 'file')
  await sentAgain(async () => {
    const answer = await post(upload.url, form)
    const said = await answer.text()
    const [, reason = `HTTP ${answer.status}`] = /<Message>([^<]*)/.exec(said) ?? []
    if (answer.status !== 204) throw new StartError(`The bucket does not take the file: ${reason}`)
  })
  return page(call, id, 'limit=1')
}

const page = async (call: Call, id: string, query: string): Promise<Standing> => {
  const answer = await call({ method: 'GET', path: `/v1/imports/${id}?${query}` })
  return Standing.parse(await (await mustBeOk(answer, 'The import cannot be read')).json())
}

/** Waits until the import has ended; `pause` waits between two looks. */
const followed = async (
  call: Call,
  begun: Standing,
  { pause, progress }: { pause: () => Promise<void>; progress: (at: Standing) => void },
): Promise<Standing> => {
  for (let at = begun; ;) {
    progress(at)
    if (at.state === 'done' || at.state === 'failed') return at
    await pause()
    at = await page(call, begun.id, 'limit=1')
  }
}

async function* rowsOf(call: Call, id: string): AsyncGenerator<ImportedRow> {
  let cursor = ''
  for (;;) {
    const { results } = await page(call, id, `limit=200${cursor}`)
    yield* results.items
    if (results.next === null) return
    cursor = `&cursor=${encodeURIComponent(results.next)}`
  }
}

/** Refuses with one line what the tracker refuses. The rows are read when they are asked for. */
export const importFile = async (
  { call, post }: { call: Call; post: PostForm },
  given: Wanted,
  watch: { pause: () => Promise<void>; progress: (at: Standing) => void },
): Promise<{ end: Standing; rows: () => AsyncIterable<ImportedRow> }> => {
  if (given.mapping) await saveMapping(call, given.mapping)
  const wanted = given.mapping ? { ...given, query: { ...given.query, mapping: given.mapping.id } } : given
  const begun =
    wanted.file.size > mostInRequest ? await sendToBucket(call, post, wanted) : await sendInRequest(call, wanted)
  const end = await followed(call, begun, watch)
  if (end.state === 'failed')
    throw new StartError(
      end.format === 'unread'
        ? `The file is not taken: ${end.failure}`
        : `The import stopped after ${end.done} rows: ${end.failure}`,
    )
  return { end, rows: () => rowsOf(call, end.id) }
}

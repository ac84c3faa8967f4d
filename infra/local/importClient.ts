// Sends a file to a tracker's API, follows it to its end and tells what became of its rows: any tracker, here or deployed.
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

export interface Wanted {
  /** The file's bytes, from their beginning whenever they are asked for. */
  file: () => BodyInit
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
  state: z.enum(['running', 'done', 'failed']),
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

/** Sent again when the connection breaks: the key makes it one import. */
const upload = async (call: Call, { file, key, query }: Wanted): Promise<Standing> => {
  const words = new URLSearchParams(query)
  const path = `/v1/imports${words.size > 0 ? `?${words}` : ''}`
  const headers = { 'content-type': 'application/octet-stream', 'idempotency-key': key }
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await call({ method: 'POST', path, headers, body: file })
      return Standing.parse(await (await mustBeOk(answer, 'The file is not taken')).json())
    } catch (error) {
      if (hasChanged(error))
        throw new StartError(
          'The file changed while it was sent, and nothing of it went in: send it again as it is now.',
        )
      if (error instanceof StartError || attempt >= tries) throw error
    }
  }
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
    if (at.state !== 'running') return at
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
  call: Call,
  wanted: Wanted,
  watch: { pause: () => Promise<void>; progress: (at: Standing) => void },
): Promise<{ end: Standing; rows: () => AsyncIterable<ImportedRow> }> => {
  if (wanted.mapping) await saveMapping(call, wanted.mapping)
  const query = wanted.mapping ? { ...wanted.query, mapping: wanted.mapping.id } : wanted.query
  const end = await followed(call, await upload(call, { ...wanted, query }), watch)
  if (end.state === 'failed') throw new StartError(`The import stopped after ${end.done} rows: ${end.failure}`)
  return { end, rows: () => rowsOf(call, end.id) }
}

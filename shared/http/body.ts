// The request's body and query: media type, size, JSON, and the schema that describes them.
import { validated } from '#actions/validate.ts'
import { repeatedKey } from '#domain/repeatedKeys.ts'
import { Refusal } from '#model/refusal.ts'
import type { HonoRequest } from 'hono'
import * as z from 'zod/mini'
import { Problem } from './problem.ts'

/** A contribution with every field full is under 100 KB. */
export const maxBodyBytes = 512 * 1024
/** Deeper than any schema here. */
export const maxDepth = 20

const isJsonType = (contentType: string | undefined, method: string): boolean => {
  const [type = '', ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  const isUtf8 = parameters.every(
    (parameter) => !parameter.startsWith('charset=') || /^charset="?utf-?8"?$/.test(parameter),
  )
  return isUtf8 && (type === 'application/json' || (method === 'PATCH' && type === 'application/merge-patch+json'))
}

const depthOf = (value: unknown, depth = 0): number => {
  if (typeof value !== 'object' || value === null || depth > maxDepth) return depth
  return Object.values(value).reduce((deepest: number, part) => Math.max(deepest, depthOf(part, depth + 1)), depth + 1)
}

const unfit = (pointer: string, detail: string): Refusal =>
  new Refusal('validation', 'The body does not fit the schema.', [{ pointer, detail }])

/** Why a value is none that could be kept, whatever its field: null for one that could. */
const whyUnfit = (value: unknown): string | null => {
  if (typeof value === 'string' && !value.isWellFormed()) return 'Must be text of whole characters.'
  // JSON has no infinity: a number as large as 1e400 becomes one.
  return typeof value === 'number' && !Number.isFinite(value) ? 'Must be a number that can be kept.' : null
}

/**
 * What a schema of free keys, as a patch's, would let pass: a prototype, which it drops unsaid, and what has no canonical
 * form (RFC 8785), so that no fingerprint can be taken of it. Every other unknown field is refused by its schema.
 */
const refuseUnfit = (value: unknown, at = ''): void => {
  const why = whyUnfit(value)
  if (why !== null) throw unfit(at, why)
  if (typeof value !== 'object' || value === null) return
  for (const [name, part] of Object.entries(value)) {
    const pointer = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (name === '__proto__' || !name.isWellFormed()) throw unfit(pointer, 'Unknown field.')
    refuseUnfit(part, pointer)
  }
}

const textOf = async (request: HonoRequest): Promise<string> => {
  const tooLarge = () => new Problem('too-large', `The body is larger than ${maxBodyBytes} bytes.`)
  // What the header says is refused unread; what was read is measured too, since the header may lie.
  if (Number(request.header('content-length') ?? 0) > maxBodyBytes) throw tooLarge()
  const bytes = await request.arrayBuffer().catch(() => {
    throw new Problem('malformed-json', 'The body did not arrive whole.')
  })
  if (bytes.byteLength > maxBodyBytes) throw tooLarge()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Problem('malformed-json', 'The body is not UTF-8.')
  }
}

const parsedJson = (text: string): unknown => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Problem('malformed-json', error instanceof Error ? error.message.slice(0, 200) : 'The body is not JSON.')
  }
  const repeated = repeatedKey(text)
  if (repeated !== undefined)
    throw new Problem('malformed-json', `The name "${repeated.slice(0, 80)}" is given twice in one object.`)
  return value
}

/** Nothing is unpacked here: a small body that unpacks to a large one is an old attack. */
export const refusePacked = (request: HonoRequest): void => {
  if ((request.header('content-encoding') ?? 'identity').toLowerCase() !== 'identity')
    throw new Problem('unsupported-media-type', 'Send the body as it is, without a Content-Encoding.')
}

/** Refuses a wrong or missing media type (415), too much (413), what is no JSON (400), and what does not fit (422). */
export const readBody = async (request: HonoRequest, schema: z.ZodMiniType): Promise<unknown> => {
  refusePacked(request)
  if (!isJsonType(request.header('content-type'), request.method))
    throw new Problem('unsupported-media-type', 'Send application/json in UTF-8.')
  const value = parsedJson(await textOf(request))
  if (depthOf(value) > maxDepth) throw unfit('', `Nested more than ${maxDepth} deep.`)
  refuseUnfit(value)
  return validated(schema, value)
}

const noFields = z.strictObject({})

/** Where an operation takes no body: nothing, or an object without fields. What more is sent was meant for something, and is refused as it is elsewhere. */
export const refuseBody = async (request: HonoRequest): Promise<void> => {
  refusePacked(request)
  const text = await textOf(request)
  if (text.trim() === '') return
  if (!isJsonType(request.header('content-type'), request.method))
    throw new Problem('unsupported-media-type', 'This operation takes no body.')
  validated(noFields, parsedJson(text))
}

const queryProblem = (issues: readonly z.core.$ZodIssue[]): Refusal => {
  const said = issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `unknown parameter ${issue.keys.join(', ')}`
      : `${issue.path.join('.')}: ${issue.message}`,
  )
  return new Refusal('bad-query', said.join('; ').slice(0, 500))
}

/** Refuses unknown, repeated and malformed parameters (400). */
export const readQuery = (request: HonoRequest, schema: z.ZodMiniType): unknown => {
  const given = Object.entries(request.queries())
  const repeated = given.find(([, values]) => values.length > 1)
  if (repeated) throw new Refusal('bad-query', `${repeated[0]} is given more than once.`)
  const result = schema.safeParse(Object.fromEntries(given.map(([name, values]) => [name, values[0]])))
  if (!result.success) throw queryProblem(result.error.issues)
  return result.data
}

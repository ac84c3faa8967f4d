// Problem documents (RFC 9457): the one place that decides which status an expected no, or a fault, becomes.
import { type FieldError, Refusal, type RefusalCode, RefusalForNow } from '#model/refusal.ts'

/** What HTTP itself refuses, before any action is asked. */
type EdgeCode =
  | 'unauthenticated'
  | 'authentication-unavailable'
  | 'malformed-json'
  | 'unsupported-media-type'
  | 'too-large'
  | 'precondition-required'
  | 'bad-precondition'
  | 'bad-idempotency-key'
  | 'too-many-writes'
  | 'no-such-path'
  | 'method-not-allowed'
  | 'fault'

export type ProblemCode = RefusalCode | EdgeCode

const problems = {
  validation: { status: 422, title: 'The body is not valid.' },
  'not-found': { status: 404, title: 'Not found.' },
  forbidden: { status: 403, title: 'Not allowed.' },
  'stale-revision': { status: 412, title: 'The record has changed.' },
  'already-exists': { status: 412, title: 'The record exists already.' },
  'key-reused': { status: 422, title: 'The Idempotency-Key was used for another body.' },
  'status-move-not-allowed': { status: 422, title: 'The status cannot move so.' },
  'envelope-exceeded': { status: 409, title: 'The envelope would be exceeded.' },
  'decision-not-possible': { status: 409, title: 'There is nothing to decide so.' },
  conflict: { status: 409, title: 'The request conflicts with the present state.' },
  'bad-query': { status: 400, title: 'The query is not valid.' },
  'bad-cursor': { status: 400, title: 'The cursor is not valid.' },
  'unreadable-file': { status: 422, title: 'The file cannot be read.' },
  'wrong-file-type': { status: 415, title: 'The file is of another type.' },
  'file-too-large': { status: 413, title: 'The file is too large.' },
  'export-too-large': { status: 422, title: 'There is more than one answer can hold.' },
  'upload-quota-spent': { status: 429, title: 'Too many bytes in a day.' },
  unauthenticated: { status: 401, title: 'A valid bearer token is required.' },
  'authentication-unavailable': { status: 503, title: 'Tokens cannot be verified at the moment.' },
  'malformed-json': { status: 400, title: 'The body is not JSON.' },
  'unsupported-media-type': { status: 415, title: 'The media type is not supported.' },
  'too-large': { status: 413, title: 'The body is too large.' },
  'precondition-required': { status: 428, title: 'A precondition is required.' },
  'bad-precondition': { status: 400, title: 'The precondition is not valid.' },
  'bad-idempotency-key': { status: 400, title: 'The Idempotency-Key is not valid.' },
  'too-many-writes': { status: 429, title: 'Too many writes in a minute.' },
  'no-such-path': { status: 404, title: 'There is no such path.' },
  'method-not-allowed': { status: 405, title: 'The method is not allowed here.' },
  fault: { status: 500, title: 'Something went wrong on our side.' },
} as const satisfies Record<ProblemCode, { status: number; title: string }>

/** Thrown by the edge; actions throw a Refusal. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly headers: Record<string, string>

  constructor(code: ProblemCode, detail: string, headers: Record<string, string> = {}) {
    super(detail)
    this.code = code
    this.headers = headers
  }
}

const answer = (
  code: ProblemCode,
  detail: string,
  errors: readonly FieldError[],
  headers: Record<string, string>,
): Response => {
  const { status, title } = problems[code]
  const document = { type: `/problems/${code}`, title, status, detail, ...(errors.length > 0 ? { errors } : {}) }
  return new Response(JSON.stringify(document), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  })
}

export const statusOf = (code: ProblemCode): number => problems[code].status

/** Null for a fault: the caller logs it and answers `fault`, with no detail of it. */
export const problemResponse = (error: unknown): Response | null => {
  if (error instanceof Problem) return answer(error.code, error.message, [], error.headers)
  if (error instanceof RefusalForNow)
    return answer(error.code, error.message, error.errors, { 'retry-after': String(error.seconds) })
  if (error instanceof Refusal) return answer(error.code, error.message, error.errors, {})
  return null
}

export const faultResponse = (requestId: string): Response =>
  answer('fault', `It was noted under request ${requestId}.`, [], {})

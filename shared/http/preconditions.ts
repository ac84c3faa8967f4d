// If-Match, If-None-Match and Idempotency-Key: what a write must, and may, carry.
import type { HonoRequest } from 'hono'
import type { Precondition } from './operation.ts'
import { Problem } from './problem.ts'

export const etagOf = ({ revision }: { revision: number }): string => `"${revision}"`

/** If-None-Match of a reading: a list of ETags, compared weakly (RFC 9110, 13.1.2), since what lies between may weaken ours. */
export const isHeld = (header: string, etag: string): boolean =>
  header === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)

/** Matches no record: revisions are counted from one. */
const noRevision = 0

/**
 * An ETag that is none of ours matches nothing, nor does a weak one (RFC 9110, 13.1.1); `*` would match whatever stands
 * there, and no change is made against a revision that nobody read. What is no ETag at all is refused.
 */
const revisionIn = (header: string): number => {
  const own = /^"([1-9]\d{0,8})"$/.exec(header)?.[1]
  if (own !== undefined) return Number(own)
  if (/^(?:\*|(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")$/.test(header)) return noRevision
  throw new Problem('bad-precondition', 'If-Match names one ETag, such as "3".')
}

/** The revision that is replaced; null to create. 428 without a precondition, 400 for one that is not valid. */
export const expectedRevision = (request: HonoRequest, precondition: Precondition): number | null => {
  if (precondition === 'none' || precondition === 'etag-if-sent') return null
  const match = request.header('if-match')
  const noneMatch = request.header('if-none-match')
  if (match !== undefined && noneMatch !== undefined)
    throw new Problem('bad-precondition', 'Send If-Match or If-None-Match, not both.')
  if (match !== undefined) return revisionIn(match)
  if (precondition === 'if-match-or-none-match' && noneMatch !== undefined) {
    if (noneMatch !== '*') throw new Problem('bad-precondition', 'If-None-Match takes * only.')
    return null
  }
  const orCreate = precondition === 'if-match' ? '' : ', or If-None-Match: * to create'
  throw new Problem('precondition-required', `Send If-Match with the record's ETag${orCreate}.`)
}

/** The ETag that If-Match names, for what may be written with one or without; null where none was sent. */
export const etagIfSent = (request: HonoRequest): string | null => {
  const header = request.header('if-match')
  if (header === undefined) return null
  const etag = /^"([\x21\x23-\x7e]{1,64})"$/.exec(header)?.[1]
  if (etag === undefined) throw new Problem('bad-precondition', 'If-Match names one ETag, such as "3".')
  return etag
}

/** At most 255 visible ASCII characters; undefined where none was sent. */
export const idempotencyKey = (request: HonoRequest): string | undefined => {
  const key = request.header('idempotency-key')
  if (key !== undefined && !/^[\x21-\x7e]{1,255}$/.test(key))
    throw new Problem('bad-idempotency-key', 'An Idempotency-Key has 1 to 255 visible ASCII characters.')
  return key
}

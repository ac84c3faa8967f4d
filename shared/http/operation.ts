// An operation of the API as data: what it takes, what it answers, and the action behind it. The OpenAPI document is made of these.
import type { ActionRequest } from '#actions/request.ts'
import type { Caller } from '#model/caller.ts'
import type { ShownLanguage } from '#model/text.ts'
import type { Services } from '#runtime/services.ts'
import type * as z from 'zod/mini'
import type { Cursors } from './cursor.ts'
import type { ProblemCode } from './problem.ts'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

export interface Answer {
  status: number
  body?: unknown
  headers?: Record<string, string>
  /** A file is answered as it is: whole, or as it is made. */
  file?: { contentType: string; text: string } | { contentType: string; stream: AsyncIterable<Uint8Array> }
}

/** A file as it comes in. */
export interface Upload {
  contentType: string | undefined
  body: AsyncIterable<Uint8Array>
}

/** What an operation's own code is told, parsed and verified. */
export interface Call<Query, Body> {
  services: Services
  caller: Caller
  /** For actions that write: the caller, the request's id and its idempotency key. */
  request: ActionRequest
  params: Record<string, string>
  query: Query
  body: Body
  /** The body of an operation that takes files: unread, so that it is never held whole. */
  upload: Upload
  /** The revision that If-Match names; null where If-None-Match asks to create, or none is needed. */
  expected: number | null
  /** The ETag that If-Match names where it may be left out; null where it was. */
  expectedEtag: string | null
  /** What the caller would rather read, of the languages that explanations are written in. */
  language: ShownLanguage
  /** Seals and opens the cursors of this very list, for this caller and these filters. */
  cursors: Cursors
  /** Seals what an answer hands to later requests of the same caller, on whichever path. */
  handed: Cursors
}

/** Which preconditions a write must carry. */
export type Precondition = 'none' | 'if-match' | 'if-match-or-none-match' | 'etag-if-sent'

interface Shape<Query extends z.ZodMiniType, Body extends z.ZodMiniType> {
  method: Method
  /** With parameters in braces, as OpenAPI writes them. */
  path: string
  tag: string
  summary: string
  description?: string
  query?: Query
  body?: Body
  /** Media types of the files that it takes in place of a JSON body; it checks them itself. */
  takesFiles?: readonly string[]
  precondition?: Precondition
  /** It is posted for its body's sake alone, and counts as no write. */
  storesNothing?: true
  /** The answer when all goes well: a body of a schema, or a file of one of these types. */
  answers: {
    status: number
    description: string
    schema?: z.ZodMiniType
    files?: readonly string[]
    /** A file that is too large for an answer is answered with its address. */
    elsewhere?: boolean
  }
  problems?: ProblemCode[]
  handle: (call: Call<z.infer<Query>, z.infer<Body>>) => Promise<Answer>
}

/** An operation without its types: routes of different shapes in one list. */
export interface Operation extends Omit<Shape<z.ZodMiniType, z.ZodMiniType>, 'handle'> {
  handle: (call: Call<unknown, unknown>) => Promise<Answer>
}

export const operation = <
  Query extends z.ZodMiniType = z.ZodMiniType<Record<string, never>>,
  Body extends z.ZodMiniType = z.ZodMiniUndefined,
>(
  shape: Shape<Query, Body>,
): Operation => shape as unknown as Operation

/** A write that takes neither a body nor a file. */
export const takesNothing = ({ method, body, takesFiles }: Operation): boolean =>
  method !== 'get' && !body && !takesFiles

/** Ids and codes are shorter: a longer one names nothing, and could not be a key of the table either. */
export const maxParameterLength = 200

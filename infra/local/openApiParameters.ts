// Path and header parameters in the OpenAPI document: what an operation's path, method and precondition imply.
import { maxParameterLength, type Operation } from '#http/operation.ts'
import { hasEtag } from './openApiAnswers.ts'

type Parameter = {
  name: string
  in: 'path' | 'header'
  required: boolean
  description?: string
  schema: { type: 'string'; pattern?: string; maxLength?: number; const?: string }
}

const etag = { type: 'string', pattern: '^"[0-9]{1,9}"$' } as const

const ifMatch = (required: boolean): Parameter => ({
  name: 'If-Match',
  in: 'header',
  required,
  description: 'The ETag of the revision that is replaced, such as "3".',
  schema: etag,
})

const etagThatWasRead: Parameter = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag that you read: 412 when anything has changed since, so that nothing is decided unseen.',
  schema: { type: 'string', pattern: '^"[\\x21\\x23-\\x7e]{1,64}"$' },
}

const ifNoneMatchAny: Parameter = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'Instead of If-Match, to create what is not there yet.',
  schema: { type: 'string', const: '*' },
}

const ifNoneMatch: Parameter = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The ETag that you have: 304 when it is still that.',
  // Whatever is no ETag of ours matches nothing, and the record is answered.
  schema: { type: 'string' },
}

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Yours to choose, one for each request: its repetitions get the first answer and change nothing.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]+$', maxLength: 255 },
}

const preconditions = {
  none: [],
  'if-match': [ifMatch(true)],
  'if-match-or-none-match': [ifMatch(false), ifNoneMatchAny],
  'etag-if-sent': [etagThatWasRead],
}

const pathParameters = ({ path }: Operation): Parameter[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: `At most ${maxParameterLength} characters: what is longer is the name of nothing (404).`,
    schema: { type: 'string' },
  }))

export const parametersOf = (operation: Operation): Parameter[] => [
  ...pathParameters(operation),
  ...preconditions[operation.precondition ?? 'none'],
  ...(operation.method === 'post' ? [idempotencyKey] : []),
  ...(operation.method === 'get' && hasEtag(operation) ? [ifNoneMatch] : []),
]

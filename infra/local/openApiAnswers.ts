// Answers in the OpenAPI document: the good one with its headers, and every problem that an operation can give.
import { type Operation, takesNothing } from '#http/operation.ts'
import { type ProblemCode, statusOf } from '#http/problem.ts'
import { isCounted } from '#http/writeQuota.ts'
import { namedObject } from '#model/schema.ts'
import { Report } from '#model/report.ts'
import * as z from 'zod/mini'

const Problem = namedObject('Problem', {
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.optional(z.array(z.strictObject({ pointer: z.string(), detail: z.string() }))),
})

const fieldsOf = ({ answers }: Operation): string[] => {
  const { schema } = answers
  return schema && 'shape' in schema ? Object.keys(schema.shape as object) : []
}

/** A record with a revision, or a finding, is answered with its ETag. */
export const hasEtag = (operation: Operation): boolean =>
  fieldsOf(operation).some((field) => field === 'revision' || field === 'etag')

const isList = (operation: Operation): boolean =>
  fieldsOf(operation).includes('next') &&
  operation.query !== undefined &&
  'shape' in operation.query &&
  'cursor' in (operation.query.shape as object)

/** What is made at a path of its own, or changes what has one, says where it is. */
const hasLocation = (operation: Operation): boolean =>
  operation.method === 'post' &&
  operation.answers.status === 201 &&
  (hasEtag(operation) || !operation.path.includes('{'))

const header = (description: string) => ({ description, schema: { type: 'string' as const } })

const headersOf = (operation: Operation) => {
  const headers = {
    ...(hasEtag(operation) ? { ETag: header('The quoted `revision`, or `etag`.') } : {}),
    ...(hasLocation(operation) ? { Location: header('Where the record is.') } : {}),
    ...(isList(operation) ? { Link: header('RFC 8288: the next page, with rel="next"; absent on the last.') } : {}),
  }
  return Object.keys(headers).length > 0 ? { headers } : {}
}

const text = { schema: { type: 'string' as const } }
/** An operation without a schema and without types of files answers one of a report's files. */
const reportFiles = { 'application/json': { schema: Report }, 'text/csv': text, 'text/html': text }

const contentOf = ({ schema, files }: Operation['answers']) => {
  if (schema) return { 'application/json': { schema } }
  return files ? Object.fromEntries(files.map((type) => [type.split(';')[0], text])) : reportFiles
}

/** What is kept elsewhere is fetched there. */
const elsewhere = {
  303: {
    description: 'Too large for one answer: it is at the Location.',
    headers: { Location: header('Where it is.') },
  },
}

const goodAnswers = (operation: Operation) => {
  const { description, status } = operation.answers
  const answer = { description, ...headersOf(operation), content: contentOf(operation.answers) }
  return {
    [status]: answer,
    ...(operation.answers.elsewhere ? elsewhere : {}),
    ...(operation.precondition === 'if-match-or-none-match' ? { 201: { ...answer, description: 'Entered.' } } : {}),
    ...(operation.method === 'get' && hasEtag(operation) ? { 304: { description: 'You have it already.' } } : {}),
  }
}

/** What the edge refuses before, and answers instead of, an operation's own code. */
const edgeProblems = (operation: Operation): ProblemCode[] => {
  const { body, method, precondition = 'none' } = operation
  return [
    'bad-query',
    'unauthenticated',
    'forbidden',
    'method-not-allowed',
    'fault',
    'authentication-unavailable',
    ...(method === 'post' ? (['bad-idempotency-key'] as const) : []),
    ...(body || takesNothing(operation)
      ? (['malformed-json', 'too-large', 'unsupported-media-type', 'validation'] as const)
      : []),
    ...(precondition === 'none' ? [] : (['bad-precondition', 'stale-revision'] as const)),
    ...(precondition.startsWith('if-match') ? (['precondition-required'] as const) : []),
    ...(isCounted(operation) ? (['too-many-writes'] as const) : []),
  ]
}

const problemAnswers = (operation: Operation) => {
  const codes = [...new Set([...edgeProblems(operation), ...(operation.problems ?? [])])]
  const byStatus = Object.groupBy(codes, statusOf)
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, those = []]) => [
      status,
      {
        description: `A problem of the type ${those.map((code) => `\`/problems/${code}\``).join(' or ')}.`,
        ...(status === '429'
          ? { headers: { 'Retry-After': header('Seconds until the caller may write again.') } }
          : {}),
        content: { 'application/problem+json': { schema: Problem } },
      },
    ]),
  )
}

/** By the server itself, before anything of ours is asked. */
const headersTooLarge = {
  description: 'The request line and the headers together are larger than 10 KB (on one machine 16 KB).',
}

export const answersOf = (operation: Operation) => ({
  ...goodAnswers(operation),
  ...problemAnswers(operation),
  431: headersTooLarge,
})

// /v1/imports/mappings: how a sheet with other headers is read, saved under a name.
import { putMapping } from '#actions/putMapping.ts'
import { listAnswer, listOf, pageQuery, positionOf } from '#http/list.ts'
import { operation, type Operation } from '#http/operation.ts'
import { etagOf } from '#http/preconditions.ts'
import { Mapping, MappingId, NewMapping } from '#model/importColumns.ts'
import { Refusal } from '#model/refusal.ts'
import * as z from 'zod/mini'

const tag = 'Imports'
const path = '/v1/imports/mappings'

const idOf = (params: Record<string, string>): string => {
  const id = MappingId.safeParse(params['id'])
  if (!id.success) throw new Refusal('not-found', 'A mapping has a kebab-case id.')
  return id.data
}

export const mappingOperations: Operation[] = [
  operation({
    method: 'get',
    path,
    tag,
    summary: 'List saved mappings',
    query: z.strictObject(pageQuery),
    answers: { status: 200, description: 'A page.', schema: listOf(Mapping) },
    problems: ['bad-query', 'bad-cursor'],
    handle: async (call) => {
      const { limit } = call.query
      const page = { index: 'everything' as const, after: positionOf(call), limit }
      const { records, next } = await call.services.store.mappings.list(page)
      return listAnswer(call, path, records, next)
    },
  }),
  operation({
    method: 'get',
    path: `${path}/{id}`,
    tag,
    summary: 'Read a mapping',
    answers: { status: 200, description: 'The mapping.', schema: Mapping },
    problems: ['not-found'],
    handle: async ({ services, params }) => {
      const row = await services.store.mappings.get(idOf(params))
      if (!row) throw new Refusal('not-found', 'There is no such mapping.')
      return { status: 200, body: row.record, headers: { etag: etagOf(row.record) } }
    },
  }),
  operation({
    method: 'put',
    path: `${path}/{id}`,
    tag,
    summary: 'Save a mapping',
    description:
      'From headers as they are written to import columns (null leaves a column out), and values for columns that the sheet lacks: `{Header}` in a value is that row’s cell.',
    precondition: 'if-match-or-none-match',
    body: NewMapping,
    answers: { status: 200, description: 'Saved.', schema: Mapping },
    problems: ['validation', 'forbidden', 'not-found', 'already-exists'],
    handle: async ({ services, request, params, expected, body }) => {
      const mapping = await putMapping(services, request, { id: idOf(params), expected }, body)
      return { status: expected === null ? 201 : 200, body: mapping, headers: { etag: etagOf(mapping) } }
    },
  }),
]

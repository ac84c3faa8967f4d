// /v1/imports: a file is taken in, and its rows' results are read.
import { questionIn } from '#actions/importRecord.ts'
import { getImport, importResults, shownImport } from '#actions/readImport.ts'
import { importMediaTypes, startImport } from '#actions/startImport.ts'
import { listAnswer, pageQuery } from '#http/list.ts'
import { type Answer, type Call, operation, type Operation } from '#http/operation.ts'
import { Import, type ImportRecord } from '#model/import.ts'
import { ImportQuery } from '#model/importQuery.ts'
import * as z from 'zod/mini'

const tag = 'Imports'
const path = '/v1/imports'

const withResults = async (
  call: Call<{ limit: number; cursor?: string | undefined }, unknown>,
  record: ImportRecord,
): Promise<Answer> => {
  const { services, query, cursors } = call
  const after = Number(cursors.open(query.cursor) ?? 0)
  const { results, next } = await importResults(services, record, after, query.limit)
  const { headers, body } = listAnswer(call, `${path}/${record.id}`, results, next)
  return { status: 200, body: { ...shownImport(record), results: body }, ...(headers ? { headers } : {}) }
}

export const importOperations: Operation[] = [
  operation({
    method: 'post',
    path,
    tag,
    summary: 'Import a file',
    description:
      'The body is the file itself: CSV, XLSX, JSON Lines, a page of OCHA FTS flows or an IATI 2.0x activity file, with its media type. It is read once from end to end before anything is written: what cannot be read is refused whole. Its rows then go in one by one, each once, whatever is retried or sent twice. `dryRun=true` writes no contribution and says what would happen. Ambiguous days and amounts are refused unless `dates` and `decimals`, or the mapping, say how they are meant.',
    query: ImportQuery,
    takesFiles: importMediaTypes,
    answers: { status: 202, description: 'Taken in; its results are at the location.', schema: Import },
    problems: ['forbidden', 'key-reused', 'wrong-file-type', 'file-too-large', 'unreadable-file'],
    handle: async ({ services, request, query, upload }) => {
      const record = await startImport(services, request, upload, questionIn(query))
      const body = { ...shownImport(record), results: { items: [], next: null } }
      return { status: 202, body, headers: { location: `${path}/${record.id}` } }
    },
  }),
  operation({
    method: 'get',
    path: `${path}/{id}`,
    tag,
    summary: 'Read an import and the results of its rows',
    description: 'In the order of the rows; of an import that runs, the results that are there.',
    query: z.strictObject(pageQuery),
    answers: { status: 200, description: 'The import, and a page of results.', schema: Import },
    problems: ['bad-query', 'bad-cursor', 'not-found'],
    handle: async (call) => withResults(call, await getImport(call.services, call.caller, call.params['id'] ?? '')),
  }),
]

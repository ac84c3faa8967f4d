// A list's exports: one operation for each format that it has.
import type { ExportList } from '#actions/exportLists.ts'
import { begun, fileAnswer } from '#http/fileAnswer.ts'
import { type Call, operation, type Operation } from '#http/operation.ts'
import type * as z from 'zod/mini'

interface Asked<Item, Query extends z.ZodMiniType> {
  /** What the list itself is narrowed by. */
  query: Query
  /** The list from its beginning to its end, as the caller may see it. */
  pages: (call: Call<z.infer<Query>, unknown>) => AsyncIterable<readonly Item[]>
}

const description =
  'The whole list in one file, with the filters of the list itself and as the caller may see it. What is too large for one answer is kept, and answered with 303 and its address, which is good for ten minutes.'

/** The same filters and the same sight as the list; every page of it in one file. */
export const listOperations = <Item extends object, Query extends z.ZodMiniType>(
  { name, title, columns, line, formats }: ExportList<Item>,
  { query, pages }: Asked<Item, Query>,
): Operation[] =>
  formats.map(({ ending, contentType, write }) =>
    operation({
      method: 'get',
      path: `/v1/exports/${name}.${ending}`,
      tag: 'Exports',
      summary: `${title} as ${ending}`,
      description,
      query,
      answers: { status: 200, description: 'The file.', files: [contentType], elsewhere: true },
      problems: ['bad-query', 'export-too-large'],
      handle: async (call) => {
        const { services, caller } = call
        const file = { name: `${name}-${services.now().slice(0, 10)}.${ending}`, contentType }
        const exported = { services, caller, title, columns, line, pages: await begun(pages(call)) }
        return fileAnswer(services, file, write(exported))
      },
    }),
  )

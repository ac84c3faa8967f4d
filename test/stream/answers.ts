// What coverage answers, whole: now, or as of a past moment.
import { firstBeside } from '#actions/listBeside.ts'
import { allRows } from '#actions/readAll.ts'
import { rowLists } from '#store/coverageCells.ts'
import { coordinator, partnerOf, type Tracker } from '#test/support/builders.ts'

const readers = [coordinator, partnerOf('eu'), { id: 'reader', role: 'reader', organization: null } as const]
const groupings = ['none', 'subCluster,priorityArea', 'provider'] as const

/** All pages of all lists, for each reader. */
export const answers = async ({ services }: Tracker, asOf?: string): Promise<string> => {
  const all = readers.map(async (reader) => {
    const rows = groupings.flatMap((grouping) =>
      rowLists.map(async (list) =>
        allRows(services, reader, {
          measure: 'usd',
          time: 'quarter',
          from: null,
          to: null,
          after: null,
          limit: 50,
          grouping,
          list,
          asOf,
        } as const),
      ),
    )
    return { rows: await Promise.all(rows), beside: await firstBeside(services, reader, asOf) }
  })
  return JSON.stringify(await Promise.all(all))
}

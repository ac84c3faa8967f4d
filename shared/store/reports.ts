// Reports: REPORT#edition in order of time; the files themselves are beside the table.
import { indexKey } from './tableShape.ts'
import type { Page, Table } from './table.ts'

/** What is known of a published report without opening its files. */
export interface PublishedReport {
  id: string
  edition: string
  createdAt: string
  trigger: string
}

const everything = indexKey('everything')
const keyOf = (id: string) => ({ pk: `REPORT#${id}`, sk: 'REPORT' })

export interface Reports {
  get: (id: string) => Promise<PublishedReport | undefined>
  /** False when this report was published before: a schedule may fire twice. */
  put: (report: PublishedReport) => Promise<boolean>
  list: (
    edition: string,
    page: { after?: Page['next']; limit: number },
  ) => Promise<{ reports: PublishedReport[]; next: Page['next'] }>
}

class PublishedAlready extends Error {}

export const reportsIn = (table: Table): Reports => ({
  get: async (id) => (await table.get(keyOf(id)))?.['report'] as PublishedReport | undefined,

  put: async (report) => {
    const listed = {
      [everything.partition]: `REPORT#${report.edition}`,
      [everything.sort]: `${report.createdAt}#${report.id}`,
    }
    try {
      await table.transact([
        {
          put: { ...keyOf(report.id), report, ...listed },
          condition: 'attribute_not_exists(pk)',
          refuse: () => new PublishedAlready(),
        },
      ])
      return true
    } catch (error) {
      if (error instanceof PublishedAlready) return false
      throw error
    }
  },

  list: async (edition, page) => {
    const { items, next } = await table.query({
      index: 'everything',
      partition: `REPORT#${edition}`,
      newestFirst: true,
      ...page,
    })
    return { reports: items.map((item) => item['report'] as PublishedReport), next }
  },
})

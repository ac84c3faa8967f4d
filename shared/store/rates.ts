// Monthly mean exchange rates: RATES with the month as sort key, so that the last published month is one Query away.
import { MonthlyRates } from '#model/money.ts'
import type { Table } from './table.ts'

const partition = 'RATES'

export interface Rates {
  /** The rates of a month; of the last published one where that month is not out yet; undefined before the first. */
  ofMonth: (month: string) => Promise<MonthlyRates | undefined>
  put: (months: readonly MonthlyRates[]) => Promise<void>
}

export const ratesIn = (table: Table): Rates => ({
  ofMonth: async (month) => {
    const { items } = await table.query({ partition, to: month, newestFirst: true, limit: 1 })
    return items[0] && MonthlyRates.parse(items[0]['rates'])
  },

  put: async (months) => {
    for (let first = 0; first < months.length; first += 50) {
      await table.transact(
        months.slice(first, first + 50).map((rates) => ({ put: { pk: partition, sk: rates.month, rates } })),
      )
    }
  },
})

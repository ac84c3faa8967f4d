// Services for the length of one import: they remember what its rows look up again and again, and write rows together.
import type { Partner } from '#model/partner.ts'
import type { Term } from '#model/taxonomy.ts'
import type { Services } from '#runtime/services.ts'
import { contributionsIn } from '#store/contributions.ts'
import { together } from '#store/together.ts'

type GetAll<T> = (ids: readonly string[], consistent?: boolean) => Promise<Map<string, T>>

/** What is not there is asked for again: it may come. */
const remembering = <T>(getAll: GetAll<T>): GetAll<T> => {
  const known = new Map<string, T>()
  return async (ids, consistent) => {
    const missing = [...new Set(ids)].filter((id) => !known.has(id))
    if (missing.length > 0) for (const [id, record] of await getAll(missing, consistent)) known.set(id, record)
    return new Map(ids.flatMap((id) => (known.has(id) ? [[id, known.get(id) as T] as const] : [])))
  }
}

/** The directory, the taxonomy and the rates are read once, and contributions that wait to be written go together. */
export const rememberingServices = (services: Services): Services => {
  const { store } = services
  const months = new Map<string, ReturnType<typeof store.rates.ofMonth>>()
  const ofMonth: typeof store.rates.ofMonth = async (month) => {
    const standing = months.get(month) ?? store.rates.ofMonth(month)
    months.set(month, standing)
    return standing
  }
  return {
    ...services,
    store: {
      ...store,
      contributions: contributionsIn(store.table, together(store.table)),
      partners: { ...store.partners, getAll: remembering<Partner>(store.partners.getAll) },
      terms: { ...store.terms, getAll: remembering<Term>(store.terms.getAll) },
      rates: { ...store.rates, ofMonth },
    },
  }
}

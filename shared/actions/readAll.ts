// Whole registers and listings for the report, which is made of everything: no request of the API reads so much.
import type { Caller } from '#model/caller.ts'
import type { CoverageRow } from '#model/coverage.ts'
import type { Need } from '#model/need.ts'
import type { Services } from '#runtime/services.ts'
import { type CoverageQuery, readCoverage } from './readCoverage.ts'

export const allRows = async (services: Services, caller: Caller, query: CoverageQuery): Promise<CoverageRow[]> => {
  const rows: CoverageRow[] = []
  let after: CoverageQuery['after'] = null
  do {
    const page = await readCoverage(services, caller, { ...query, after, limit: 200 })
    rows.push(...page.rows)
    after = page.next
  } while (after)
  return rows
}

export const allNeeds = async ({ store }: Services): Promise<Need[]> => {
  const needs: Need[] = []
  let after: Record<string, unknown> | undefined
  do {
    const page = await store.needs.list({ index: 'everything', after, limit: 200 })
    needs.push(...page.records)
    after = page.next
  } while (after)
  return needs
}

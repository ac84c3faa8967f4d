// Who and what an invented contribution may name: partners, terms, rates and needs of both seed sets, without their records.
import { createPartner } from '#actions/directory.ts'
import { putTerm } from '#actions/putTerm.ts'
import { registerNeed } from '#actions/reviseNeed.ts'
import type { ActionRequest } from '#actions/request.ts'
import { validated } from '#actions/validate.ts'
import { NewNeed } from '#model/need.ts'
import { NewPartner } from '#model/partner.ts'
import { NewTerm, TaxonomyKind } from '#model/taxonomy.ts'
import type { Services } from '#runtime/services.ts'
import { filesOf, monthlyRates, type SeedRow } from '#seeds/sets.ts'
import type { Cast } from './contributions.ts'

export const coordinator: ActionRequest = {
  caller: { id: 'bench', role: 'coordinator', organization: null },
  requestId: 'bench',
  once: null,
}

const sets = filesOf('demo')
const partners = sets.flatMap((files) => files.partners)
const terms = sets.flatMap((files) => files.taxonomy)

/** A row names as its parent one that must be there before it. */
const parentsFirst = (rows: readonly SeedRow[], idOf: (row: SeedRow) => unknown): SeedRow[] => {
  const byId = new Map(rows.map((row) => [idOf(row), row]))
  const ordered = new Set<SeedRow>()
  const place = (row: SeedRow): void => {
    const parent = byId.get(row['parent'])
    if (parent && !ordered.has(parent)) place(parent)
    ordered.add(row)
  }
  rows.forEach(place)
  return [...ordered]
}

export const enterDirectory = async (services: Services): Promise<void> => {
  await services.store.rates.put(monthlyRates())
  for (const row of parentsFirst(partners, ({ id }) => id))
    await createPartner(services, coordinator, validated(NewPartner, row))
  for (const { kind, code, ...term } of parentsFirst(terms, (row) => row['code'])) {
    const place = { kind: TaxonomyKind.parse(kind), code: String(code), expected: null }
    await putTerm(services, coordinator, place, validated(NewTerm, term))
  }
  for (const row of sets.flatMap((files) => files.needs))
    await registerNeed(services, coordinator, validated(NewNeed, row))
}

const ofKinds = (kinds: readonly string[]): string[] =>
  partners.filter(({ kind }) => kinds.includes(String(kind))).map(({ id }) => String(id))

const termsOf = (kind: string): SeedRow[] => terms.filter((term) => term['kind'] === kind)

/** About ninety who provide or implement, and forty who receive. */
export const castOfSeeds = (): Cast => ({
  providers: ofKinds(['member-state', 'un-entity', 'fund', 'ngo', 'training-centre']).slice(0, 90),
  beneficiaries: ofKinds(['regional-economic-community', 'regional-organization', 'regional-mechanism']).slice(0, 40),
  instruments: termsOf('instrument').map(({ code }) => String(code)),
  areas: new Map(termsOf('priority-area').map(({ code, parent }) => [String(code), String(parent)])),
})

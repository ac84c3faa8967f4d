// Lists the taxonomy: all kinds after one another, or one.
import { type TaxonomyKind, taxonomyKinds, type Term } from '#model/taxonomy.ts'
import type { Services } from '#runtime/services.ts'
import type { Position } from './readOn.ts'

/** A page by kind and code; it goes on after the last term of it. */
export const listTerms = async (
  { store }: Services,
  query: { kind?: TaxonomyKind | undefined; after: Position | undefined; limit: number },
): Promise<{ terms: Term[]; next: Position | undefined }> => {
  const { kind: first, code = '' } = (query.after ?? {}) as { kind?: TaxonomyKind; code?: string }
  const kinds = query.kind ? [query.kind] : taxonomyKinds.slice(first ? taxonomyKinds.indexOf(first) : 0)
  const terms: Term[] = []
  for (const kind of kinds) {
    // One more than fits tells whether there is a next page.
    const wanted = query.limit + 1 - terms.length
    if (wanted > 0) terms.push(...(await store.terms.after(kind, kind === first ? code : '', wanted)))
  }
  const page = terms.slice(0, query.limit)
  const last = page.at(-1)
  return { terms: page, next: last && terms.length > page.length ? { kind: last.kind, code: last.code } : undefined }
}

// The taxonomy is data: a coordinator enters or revises a term.
import type { NewTerm, TaxonomyKind, Term } from '#model/taxonomy.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import type { Row } from '#store/changes.ts'
import { termId } from '#store/terms.ts'
import { mustBeAllowed } from './permission.ts'
import { recordChange } from './recordChange.ts'
import { checkReferences, type Reference } from './references.ts'
import type { ActionRequest } from './request.ts'

/** The kind of a term's parent, where it has one. */
const parentKind: Record<TaxonomyKind, TaxonomyKind> = {
  cluster: 'cluster',
  'sub-cluster': 'cluster',
  'priority-area': 'sub-cluster',
  modality: 'modality',
  unit: 'unit',
  instrument: 'instrument',
}

const standingTerm = async ({ store }: Services, id: string, expected: number | null): Promise<Row<Term> | null> => {
  if (expected === null) return null
  const previous = await store.terms.get(id)
  if (!previous) throw new Refusal('not-found', 'There is no such term.')
  if (previous.revision !== expected)
    throw new Refusal('stale-revision', `The term is at revision ${previous.revision}.`)
  return previous
}

const asTerm = (kind: TaxonomyKind, code: string, sent: NewTerm, kept: Pick<Term, 'revision' | 'updatedAt'>): Term => ({
  kind,
  code,
  names: sent.names,
  description: sent.description ?? null,
  parent: sent.parent ?? null,
  convener: sent.convener ?? null,
  validFrom: sent.validFrom ?? null,
  validTo: sent.validTo ?? null,
  source: sent.source ?? null,
  ...kept,
})

const referencesOf = (kind: TaxonomyKind, { parent, convener }: Pick<NewTerm, 'parent' | 'convener'>): Reference[] => [
  { kind: parentKind[kind], code: parent, pointer: '/parent' },
  { kind: 'partner', code: convener, pointer: '/convener' },
]

/** `expected` is the revision that is replaced, null to create. Refuses `already-exists`, `stale-revision`, `not-found`. */
export const putTerm = async (
  services: Services,
  request: ActionRequest,
  { kind, code, expected }: { kind: TaxonomyKind; code: string; expected: number | null },
  sent: NewTerm,
): Promise<Term> => {
  mustBeAllowed(request.caller, 'taxonomy.write')
  const id = termId(kind, code)
  const previous = await standingTerm(services, id, expected)
  await checkReferences(
    services,
    request.caller,
    referencesOf(kind, sent),
    previous ? referencesOf(kind, previous.record) : [],
  )
  const term = asTerm(kind, code, sent, { revision: (previous?.revision ?? 0) + 1, updatedAt: services.now() })
  await recordChange(services, request, services.store.terms, {
    id,
    action: previous ? 'term.revise' : 'term.create',
    previous,
    record: term,
    once: [],
  })
  return term
}

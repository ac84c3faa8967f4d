// Checks that every code a record names stands in the taxonomy or the directory, and is valid.
import { sees } from '#domain/can.ts'
import type { Caller } from '#model/caller.ts'
import { type FieldError, Refusal } from '#model/refusal.ts'
import type { TaxonomyKind } from '#model/taxonomy.ts'
import type { Services } from '#runtime/services.ts'
import { termId } from '#store/terms.ts'

/** One code and where it stands in the body. */
export interface Reference {
  kind: TaxonomyKind | 'partner' | 'contribution' | 'need'
  code: string | null | undefined
  pointer: string
}

interface Given extends Reference {
  code: string
}

const words: Record<Reference['kind'], string> = {
  cluster: 'cluster',
  'sub-cluster': 'sub-cluster',
  'priority-area': 'priority area',
  modality: 'modality',
  unit: 'unit',
  instrument: 'instrument',
  partner: 'partner',
  contribution: 'contribution',
  need: 'need',
}

const known = async (
  { store, now }: Services,
  caller: Caller,
  given: readonly Given[],
): Promise<(reference: Given) => boolean> => {
  const of = (kind: Reference['kind']): string[] => given.filter((one) => one.kind === kind).map(({ code }) => code)
  const terms = given.flatMap(({ kind, code }) =>
    kind === 'partner' || kind === 'contribution' || kind === 'need' ? [] : [termId(kind, code)],
  )
  const [partners, contributions, needs, standing] = await Promise.all([
    store.partners.getAll(of('partner')),
    store.contributions.getAll(of('contribution')),
    store.needs.getAll(of('need')),
    store.terms.getAll(terms),
  ])
  const today = now().slice(0, 10)
  return ({ kind, code }) => {
    if (kind === 'partner') return partners.has(code)
    if (kind === 'contribution') {
      const contribution = contributions.get(code)
      return contribution !== undefined && sees(caller, contribution)
    }
    if (kind === 'need') return needs.has(code)
    const term = standing.get(termId(kind, code))
    return term !== undefined && (term.validTo === null || term.validTo >= today)
  }
}

/** Refuses `validation`, pointing at each code that is unknown, or names what the caller may not see. */
export const checkReferences = async (
  services: Services,
  caller: Caller,
  references: readonly Reference[],
): Promise<void> => {
  const given = references.filter((reference): reference is Given => typeof reference.code === 'string')
  const isKnown = await known(services, caller, given)
  const errors: FieldError[] = given
    .filter((reference) => !isKnown(reference))
    .map(({ kind, code, pointer }) => ({ pointer, detail: `There is no ${words[kind]} "${code}".` }))
  if (errors.length > 0) throw new Refusal('validation', 'The body names what does not exist.', errors)
}

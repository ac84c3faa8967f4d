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

/** Tells what is wrong with a reference, or null. */
const faultsOf = async (
  { store, now }: Services,
  caller: Caller,
  given: readonly Given[],
): Promise<(reference: Given) => string | null> => {
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
  const isThere = ({ kind, code }: Given): boolean => {
    if (kind === 'partner') return partners.has(code)
    if (kind === 'need') return needs.has(code)
    const contribution = contributions.get(code)
    return contribution !== undefined && sees(caller, contribution)
  }
  return (reference) => {
    const { kind, code } = reference
    const unknown = `There is no ${words[kind]} "${code}".`
    if (kind === 'partner' || kind === 'contribution' || kind === 'need') return isThere(reference) ? null : unknown
    const term = standing.get(termId(kind, code))
    if (!term) return unknown
    if (term.validFrom !== null && term.validFrom > today)
      return `The ${words[kind]} "${code}" is valid from ${term.validFrom} only.`
    return term.validTo === null || term.validTo >= today
      ? null
      : `The ${words[kind]} "${code}" was valid until ${term.validTo}.`
  }
}

const nameOf = ({ kind, code }: Reference): string => `${kind} ${code}`

/**
 * Refuses `validation`, pointing at each code that is unknown or not valid today, or names what the caller may not see.
 * What a record names already (`standing`) is not looked at again: a change is not refused for what it leaves alone.
 */
export const checkReferences = async (
  services: Services,
  caller: Caller,
  references: readonly Reference[],
  standing: readonly Reference[] = [],
): Promise<void> => {
  const named = new Set(standing.map(nameOf))
  const given = references
    .filter((reference): reference is Given => typeof reference.code === 'string')
    .filter((reference) => !named.has(nameOf(reference)))
  const wrongOf = await faultsOf(services, caller, given)
  const errors: FieldError[] = given.flatMap((reference) => {
    const detail = wrongOf(reference)
    return detail === null ? [] : [{ pointer: reference.pointer, detail }]
  })
  if (errors.length > 0) throw new Refusal('validation', 'The body names what does not exist.', errors)
}

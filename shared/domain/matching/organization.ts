// An organization as records name it, and whether two of them are one: by id, by State, by name, by acronym.
import { stateOf } from './countryNames.ts'
import { foldText } from './foldText.ts'
import { diceOf, hashSet, trigramsOf } from './hashes.ts'
import { normalizeName } from './normalizeName.ts'

/** An organization in comparable form. */
export interface Organization {
  /** A partner id, or `~` and the normalized name of one that the directory does not know. */
  reference: string
  /** As written, for people to read. */
  name: string
  /** ISO 3166-1 code when the name stands for a State or its agency. */
  state: string | null
  acronyms: string[]
  initials: string[]
  concepts: Uint32Array
  trigrams: Uint32Array
}

/**
 * How sure it is that two names mean one organization. `state`: two voices of one State; `unclear`: one is a short form
 * that the directory does not know, and that may well stand for the other.
 */
export type Sameness = 'same' | 'state' | 'similar' | 'unclear' | 'different'

/** The comparable form of an organization; `id` is its partner id where it is resolved. */
export function organizationOf(name: string, id: string | null): Organization {
  const normal = normalizeName(id !== null && name === id ? id.replaceAll('-', ' ') : name)
  return {
    reference: id ?? `~${normal.text.slice(0, 80)}`,
    name,
    state: stateOf(foldText(name.slice(0, 300))),
    acronyms: id !== null && name === id ? [...normal.acronyms, id.replaceAll('-', '')] : normal.acronyms,
    initials: normal.initials,
    concepts: hashSet(normal.concepts),
    trigrams: trigramsOf(normal.text),
  }
}

/** Whether there is a name at all: a row may leave its provider out. */
export const isNamed = ({ reference }: Organization): boolean => reference !== '~'

/** Compares two organizations. Two partners of the directory are never one by name: the directory has decided. */
export function compareOrganizations(a: Organization, b: Organization): Sameness {
  if (a.reference === b.reference) return 'same'
  if (a.state !== null && b.state !== null) return a.state === b.state ? 'state' : 'different'
  if (isKnown(a) && isKnown(b)) return 'different'
  return isShortFor(a, b) || isShortFor(b, a) ? 'same' : compareNames(a, b)
}

function compareNames(a: Organization, b: Organization): Sameness {
  const words = diceOf(a.concepts, b.concepts)
  const letters = diceOf(a.trigrams, b.trigrams)
  if (words >= 0.85 || letters >= 0.8) return 'same'
  if (sharesAcronym(a, b) || words >= 0.5 || letters >= 0.6) return 'similar'
  return isUnknownShortForm(a) === isUnknownShortForm(b) ? 'different' : 'unclear'
}

const isKnown = ({ reference }: Organization): boolean => !reference.startsWith('~')

const isUnknownShortForm = ({ reference, acronyms, state }: Organization): boolean =>
  state === null && reference.startsWith('~') && !reference.includes(' ') && acronyms.length > 0

// `dcaf` is short for the initials `gcdcaf` too: cities and articles at the front are often left out.
function isShortFor(short: Organization, long: Organization): boolean {
  return short.acronyms.some((acronym) =>
    long.initials.some(
      (initials) =>
        acronym.length >= 3 && (initials === acronym || (acronym.length >= 4 && initials.endsWith(acronym))),
    ),
  )
}

const sharesAcronym = (a: Organization, b: Organization): boolean =>
  a.acronyms.some((acronym) => acronym.length >= 3 && b.acronyms.includes(acronym))

/** A short readable block key of an organization: its State, its id, its acronym, or its first words. */
export function organizationKey({ reference, state, acronyms, initials }: Organization): string {
  if (state !== null) return `state-${state.toLowerCase()}`
  if (!reference.startsWith('~')) return reference.replaceAll('-', '')
  const acronym = acronyms.find((text) => text.length >= 3)
  const words = reference.slice(1).split(' ')
  return acronym ?? (words.length > 2 ? initials[0] : undefined) ?? words.join('').slice(0, 12)
}

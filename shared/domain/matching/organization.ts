// An organization as records name it, and what two of them are to each other: by id, by State, by name, by acronym.
import { sovereignOf, stateOf } from './countryNames.ts'
import { comparedDistinctions, type Distinctions, distinctionsOf } from './distinctions.ts'
import { foldText, isImitation } from './foldText.ts'
import { areTwoWords } from './glossary.ts'
import { commonCount, diceOf, hashSet, trigramsOf } from './hashes.ts'
import { mixedRelation } from './mixedNames.ts'
import { slipsBetween } from './nameSlips.ts'
import { isShortForName, normalizeName } from './normalizeName.ts'
import { isPartOf } from './partnerParts.ts'

/** An organization in comparable form. */
export interface Organization {
  /** A partner id, or `~` and the normalized name of one that the directory does not know. */
  reference: string
  /** As written, for people to read. */
  name: string
  /** ISO 3166-1 code when the name stands for a State or its agency; `EU` for the European Union and its institutions. */
  state: string | null
  acronyms: string[]
  initials: string[]
  words: string[]
  /** The words with the small ones between them. */
  spoken: string[]
  distinctions: Distinctions
  concepts: Uint32Array
  trigrams: Uint32Array
  /** Not written with letters that imitate others. */
  isHonest: boolean
}

/**
 * How sure it is that two names mean one organization. `state`: two voices of one State; `unclear`: one is a short form
 * that the directory does not know, and that may well stand for the other.
 */
export type Sameness = 'same' | 'state' | 'similar' | 'unclear' | 'different'

/** `Sameness`, and `part`: one is an office, a programme or a fuller name of the other. */
export type Relation = Sameness | 'part'

/** The comparable form of an organization; `id` is its partner id where it is resolved. */
export function organizationOf(name: string, id: string | null): Organization {
  const isId = id !== null && name === id
  const normal = normalizeName(isId ? id.replaceAll('-', ' ') : name)
  return {
    reference: id ?? `~${normal.text.slice(0, 80)}`,
    name,
    state: voiceOf(name.slice(0, 300)) ?? (id === null ? null : voiceOf(id.replaceAll('-', ' '))),
    acronyms: isId ? [...normal.acronyms, id.replaceAll('-', '')] : normal.acronyms,
    initials: normal.initials,
    words: normal.words,
    spoken: normal.spoken,
    distinctions: distinctionsOf(normal.words),
    concepts: hashSet(normal.concepts),
    trigrams: trigramsOf(normal.text),
    isHonest: !isImitation(name),
  }
}

// `Japan (UNDP Trust Fund)` is Japan's money.
const voiceOf = (name: string): string | null =>
  stateOf(foldText(name)) ?? (name.includes('(') ? sovereignOf(foldText(name.replace(/\(.*/s, ''))) : null)

/** Whether there is a name at all: a row may leave its provider out. */
export const isNamed = ({ reference }: Organization): boolean => reference !== '~'

/** `relationOf` for who does not tell parts apart: a part is similar. */
export function compareOrganizations(a: Organization, b: Organization): Sameness {
  const relation = relationOf(a, b)
  return relation === 'part' ? 'similar' : relation
}

/**
 * Compares two organizations, alike from both sides. Two partners of the directory are one by their ids only: the
 * directory has decided. A name in letters that imitate others is never more than similar.
 */
export function relationOf(a: Organization, b: Organization): Relation {
  const known = relations.get(a) ?? new WeakMap<Organization, Relation>()
  const relation = known.get(b) ?? relationBetween(a, b)
  relations.set(a, known.set(b, relation))
  return relation
}

// Many records name the same few organizations: each two are compared once.
const relations = new WeakMap<Organization, WeakMap<Organization, Relation>>()

function relationBetween(a: Organization, b: Organization): Relation {
  const relation = honestRelationOf(a, b)
  if ((a.isHonest && b.isHonest) || a.name === b.name) return relation
  return relation === 'same' || relation === 'state' ? 'similar' : relation
}

function honestRelationOf(a: Organization, b: Organization): Relation {
  if (a.reference === b.reference) return 'same'
  if (a.state !== null && b.state !== null) return a.state === b.state ? 'state' : 'different'
  if (isKnown(a) && isKnown(b)) return relationOfPartners(a.reference, b.reference)
  if (isShortFor(a, b) || isShortFor(b, a)) return 'same'
  return mixedRelation(a, b) ?? mixedRelation(b, a) ?? relationOfNames(a, b)
}

/** Whether the directory has it. */
export const isKnown = ({ reference }: Organization): boolean => !reference.startsWith('~')

// The secretariat of an organization speaks for it; the ids of its other offices begin with its own.
const principalOf = (id: string): string => id.replace(/(?:-executive|-general)?-(?:secretariat|commission)$/, '')

function relationOfPartners(a: string, b: string): Relation {
  const [one, other] = [principalOf(a), principalOf(b)]
  if (one === other) return 'same'
  return isPartOf(one, other) || isPartOf(other, one) ? 'part' : 'different'
}

function relationOfNames(a: Organization, b: Organization): Relation {
  const words = diceOf(a.concepts, b.concepts)
  const isLike = words >= 0.5 || diceOf(a.trigrams, b.trigrams) >= 0.5
  const apart = isLike ? comparedDistinctions(a.distinctions, b.distinctions) : 'equal'
  if (apart === 'apart') return 'different'
  if (isLike && apart === 'equal' && (words >= 0.85 || isSlipOf(a, b))) return 'same'
  return isWithin(a, b) || isWithin(b, a) ? 'part' : likeness(a, b, isLike)
}

function likeness(a: Organization, b: Organization, isLike: boolean): Relation {
  if (isLike || sharesAcronym(a, b)) return 'similar'
  return isUnknownShortForm(a) === isUnknownShortForm(b) ? 'different' : 'unclear'
}

const isSlipOf = (a: Organization, b: Organization): boolean =>
  slipsBetween(a.words, b.words, areTwoWords) !== null || a.words.join('') === b.words.join('')

// Every concept of the shorter name stands in the longer, and it is more than one common word.
const isWithin = (short: Organization, long: Organization): boolean =>
  short.concepts.length > 0 &&
  short.concepts.length < long.concepts.length &&
  commonCount(short.concepts, long.concepts) === short.concepts.length

const isUnknownShortForm = ({ reference, acronyms, state }: Organization): boolean =>
  state === null && reference.startsWith('~') && !reference.includes(' ') && acronyms.length > 0

// A name that is nothing but an acronym. `dcaf` is short for the initials `gcdcaf` too: cities and articles at the front
// are often left out.
function isShortFor(short: Organization, long: Organization): boolean {
  if (short.words.length > 1 || long.words.length < 2) return false
  return short.acronyms.some(
    (acronym) =>
      acronym.length >= 3 &&
      (long.initials.some((initials) => initials === acronym || (acronym.length >= 4 && initials.endsWith(acronym))) ||
        isShortForName(acronym, long.spoken)),
  )
}

const sharesAcronym = (a: Organization, b: Organization): boolean =>
  a.acronyms.some((acronym) => acronym.length >= 3 && b.acronyms.includes(acronym))

/** A short readable block key of an organization: its State, its id, its acronym, or its first words. */
export function organizationKey({ reference, state, acronyms, initials }: Organization): string {
  if (state !== null) return `state-${state.toLowerCase()}`
  if (!reference.startsWith('~')) return principalOf(reference).replaceAll('-', '')
  const acronym = acronyms.find((text) => text.length >= 3)
  const words = reference.slice(1).split(' ')
  return acronym ?? (words.length > 2 ? initials[0] : undefined) ?? words.join('').slice(0, 12)
}

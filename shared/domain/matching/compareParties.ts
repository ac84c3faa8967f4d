// Compares who gives, who carries out and who receives, with roles possibly swapped between the two reports.
import { commonCount, hashOf } from './hashes.ts'
import type { MatchRecord } from './matchRecord.ts'
import {
  compareOrganizations,
  isKnown,
  isNamed,
  type Organization,
  type Relation,
  relationOf,
  type Sameness,
} from './organization.ts'
import { isMarkerWord } from './seriesMarkers.ts'
import { isSmallWord, otherNamesOf } from './toldNames.ts'

/** How the givers and implementers of two records agree. */
export type PartiesLevel =
  | 'provider-and-implementer'
  | 'provider'
  | 'provider-other-implementer'
  | 'part-provider'
  | 'similar-provider'
  | 'unclear-provider'
  | 'implementer-reports'
  | 'roles-swapped'
  | 'implementer-only'
  | 'two-states'
  | 'different'
  | 'different-provider'
  | 'different-unnamed'

const agrees = (relation: Relation | null): boolean => relation === 'same' || relation === 'state'

/** The level, found alike from both sides; null when a side has no provider, since nobody is nobody's partner. */
export function compareParties(a: MatchRecord, b: MatchRecord): PartiesLevel | null {
  if (!isNamed(a.provider) || !isNamed(b.provider)) return null
  const providers = compareOrganizations(a.provider, b.provider)
  const implementers = bestRelation(a.implementers, b.implementers)
  if (agrees(providers)) return sameProvider(implementers)
  if (reportsForItself(a, b) || reportsForItself(b, a)) return 'implementer-reports'
  if (carriesOut(a.provider, b) || carriesOut(b.provider, a)) return 'roles-swapped'
  if (relationOf(a.provider, b.provider) === 'part') return partProvider(implementers)
  return otherProvider(a, b, providers, implementers)
}

// The country office of an implementer is the implementer, for who asks whether two providers work through one. Where
// nobody is named, who carries out both may well be one and the same.
function otherProvider(
  a: MatchRecord,
  b: MatchRecord,
  providers: Sameness,
  implementers: Relation | null,
): PartiesLevel {
  const areOne = agrees(implementers) || implementers === 'part'
  if (areOne || tellsImplementer(a, b) || tellsImplementer(b, a)) return throughOne(a.provider, b.provider)
  if (providers === 'similar' || providers === 'unclear') return `${providers}-provider`
  if (implementers !== null) return 'different'
  return a.implementers.length + b.implementers.length === 0 ? 'different-unnamed' : 'different-provider'
}

// No State reports another's money: two that work through one implementer pay a share each.
const throughOne = (one: Organization, other: Organization): PartiesLevel =>
  one.state !== null && other.state !== null ? 'two-states' : 'implementer-only'

// Names that are merely alike (`Relief International`, `International Organization for Migration`) tell nothing.
function sameProvider(implementers: Relation | null): PartiesLevel {
  if (implementers === null || implementers === 'similar') return 'provider'
  return areOther(implementers) ? 'provider-other-implementer' : 'provider-and-implementer'
}

// An office that works through others than the whole does has money of its own to tell of.
function partProvider(implementers: Relation | null): PartiesLevel {
  if (agrees(implementers)) return 'provider-and-implementer'
  return areOther(implementers) ? 'provider-other-implementer' : 'part-provider'
}

const areOther = (implementers: Relation | null): boolean => implementers === 'different' || implementers === 'unclear'

const carriesOut = (organization: Organization, { implementers }: MatchRecord): boolean =>
  implementers.some((implementer) => agrees(compareOrganizations(organization, implementer)))

// The implementer reports the provider's money as its own: it stands as provider and as implementer, or alone.
function reportsForItself(a: MatchRecord, b: MatchRecord): boolean {
  return (
    carriesOut(a.provider, b) &&
    (a.implementers.length === 0 || carriesOut(a.provider, a)) &&
    !carriesOut(b.provider, b)
  )
}

const byNearness: readonly Relation[] = ['same', 'state', 'part', 'similar', 'unclear', 'different']

/** The best agreement among the implementers of two records, or null when a side names none. */
function bestRelation(a: readonly Organization[], b: readonly Organization[]): Relation | null {
  if (a.length === 0 || b.length === 0) return null
  const relations = new Set(a.flatMap((left) => b.map((right) => relationOf(left, right))))
  return byNearness.find((relation) => relations.has(relation)) ?? null
}

// A row without an implementer often says in words who carries the work out.
const tellsImplementer = (a: MatchRecord, { implementers }: MatchRecord): boolean =>
  implementers.some((implementer) => isTold(implementer, a) && compareOrganizations(implementer, a.provider) !== 'same')

/**
 * How the beneficiaries agree: `told`, where a text names the other's (of two States, a text names many a neighbour); `part`, an office or a programme of the other;
 * `other-partner`, where both are States or partners of the directory, and not two names of one.
 */
export type BeneficiaryLevel = 'same' | 'told' | 'part' | 'similar' | 'unclear' | 'different' | 'other-partner'

const isDecided = (organization: Organization): boolean => organization.state !== null || isKnown(organization)

/** The level, or null when a side names none. */
export function compareBeneficiaries(a: MatchRecord, b: MatchRecord): BeneficiaryLevel | null {
  const [one, other] = [a.beneficiary, b.beneficiary]
  if (one === null || other === null) return null
  const sameness = relationOf(one, other)
  if (sameness === 'same' || sameness === 'state') return 'same'
  const areStates = one.state !== null && other.state !== null
  if (!areStates && (isTold(one, b) || isTold(other, a))) return 'told'
  return sameness === 'different' && areTwo(one, other) ? 'other-partner' : sameness
}

// Two that the directory tells apart; the police of Mali and of Uganda.
const areTwo = (one: Organization, other: Organization): boolean =>
  (isDecided(one) && isDecided(other)) ||
  (one.distinctions.states.size > 0 &&
    other.distinctions.states.size > 0 &&
    one.distinctions.states.isDisjointFrom(other.distinctions.states))

/** Whether a record's text names the other's provider, who is not its own: `Funded by ...`. Null without a text or a name. */
export function namesOtherProvider(a: MatchRecord, b: MatchRecord): boolean | null {
  if (!(canName(a, b) || canName(b, a)) || agrees(compareOrganizations(a.provider, b.provider))) return null
  return isNamedIn(b.provider, a) || isNamedIn(a.provider, b)
}

/** Whether one record comes from the other's provider, who is not its own: it passes on the money of its own provider. */
export const isOfOtherProvider = (a: MatchRecord, b: MatchRecord): boolean =>
  !agrees(compareOrganizations(a.provider, b.provider)) && (publishes(b.provider, a) || publishes(a.provider, b))

const publishes = (provider: Organization, { publisher }: MatchRecord): boolean =>
  publisher !== null && isNamed(provider) && agrees(compareOrganizations(publisher, provider))

const canName = ({ features }: MatchRecord, { provider }: MatchRecord): boolean =>
  features.bodyHashes.length > 0 && isNamed(provider)

function isNamedIn(organization: Organization, { features, implementers, beneficiary }: MatchRecord): boolean {
  const others = beneficiary === null ? implementers : [...implementers, beneficiary]
  if (others.some((other) => compareOrganizations(organization, other) !== 'different')) return false
  return isTold(organization, { features })
}

// All words of a name, or its acronym, stand in the text.
function isTold(organization: Organization, { features }: Pick<MatchRecord, 'features'>): boolean {
  const { concepts, acronyms, words } = organization
  const isToldBy = (name: Uint32Array): boolean =>
    name.length > 0 && commonCount(name, features.bodyHashes) === name.length
  if (!isSmallWord(words) && isToldBy(concepts)) return true
  if (otherNamesOf(organization).some(isToldBy)) return true
  return acronyms.some(
    (text) =>
      text.length >= 3 && !isSmallWord([text]) && !isMarkerWord(text) && features.bodyHashes.includes(hashOf(text)),
  )
}

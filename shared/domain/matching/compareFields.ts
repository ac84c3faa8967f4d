// Compares two records field by field: which level of agreement each field reaches. Missing fields are left out.
import { type AmountLevel, compareAmounts, compareQuantities } from './compareAmounts.ts'
import { areCofinanced } from './cofinancing.ts'
import {
  compareBeneficiaries,
  compareParties,
  isOfOtherProvider,
  namesOtherProvider,
  type PartiesLevel,
} from './compareParties.ts'
import { compareEnds, compareMonths, compareShared, compareStarts } from './comparePeriods.ts'
import {
  compareActivities, compareAudiences, compareCodes, compareCounts, compareIdentifiers, comparePlaces, compareSeries, compareSubjects, compareWording, compareYears,
} from './compareTexts.ts' // prettier-ignore
import { comparedFields, type ComparedField, type Levels } from './comparedFields.ts'
import type { MatchRecord } from './matchRecord.ts'
import { relationOf } from './organization.ts'

/** Compares every field of two records. Subjects and wording in two languages are graded by levels of their own. */
export function compareFields(a: MatchRecord, b: MatchRecord): Levels {
  const across = a.language !== null && b.language !== null && a.language !== b.language
  const worded = (level: string | null): string | null => (level !== null && across ? `${level}-translated` : level)
  const [parties, series, amount] = [compareParties(a, b), compareSeries(a, b), compareAmounts(a, b)]
  const identifiers = identifiersLevel(a, b, { across, series, amount })
  const levels: Record<ComparedField, string | null> = {
    parties,
    named: namedLevel(a, b, isOfTwo(parties) && !isReferred(identifiers)),
    beneficiary: compareBeneficiaries(a, b),
    subject: worded(compareSubjects(a, b)),
    wording: worded(compareWording(a, b)),
    amount,
    quantity: compareQuantities(a, b),
    start: compareStarts(a, b),
    end: compareEnds(a, b),
    'shared-period': compareShared(a, b),
    months: compareMonths(a, b),
    place: comparePlaces(a, b),
    series,
    years: compareYears(a, b),
    counts: compareCounts(a, b),
    identifiers,
    modality: compareCodes(a.features.modality, b.features.modality),
    activity: compareActivities(a, b),
    area: compareCodes(a.features.area, b.features.area),
    audience: compareAudiences(a, b),
    substance: null,
    likeness: null,
    company: null,
    rival: null,
    sharing: null,
  }
  joinLevels(levels, a, b)
  const reached: Levels = {}
  for (const field of comparedFields) {
    const level = levels[field]
    if (level !== null) reached[field] = level
  }
  return reached
}

// What some levels say together.
function joinLevels(levels: Record<ComparedField, string | null>, a: MatchRecord, b: MatchRecord): void {
  if (levels.named === 'not-named' && !isLinked(levels)) levels.named = 'unlinked'
  if ((saysNothing(a) || saysNothing(b)) && a.features.foldedTitle === b.features.foldedTitle) levels.subject = null
  levels.substance = substanceOf(levels, isRound(a) && isRound(b))
}

interface Around {
  across: boolean
  series: string | null
  amount: AmountLevel | null
}

// Tranches, phases and grants of one agreement share its number: there it tells of the agreement, and elsewhere of the work.
function identifiersLevel(a: MatchRecord, b: MatchRecord, { across, series, amount }: Around): string | null {
  const level = compareIdentifiers(a, b)
  if (level !== 'same') return !across && haveOnePublisher(a, b) ? 'same-publisher' : level
  if (series === 'other') return 'same-series'
  return amount === 'near' || amount === 'twofold' || amount === 'more' ? 'same-agreement' : level
}

// A publisher lists an activity under one identifier (IATI): two of its list are two, unless they say the same in two
// languages.
const haveOnePublisher = ({ publisher: a }: MatchRecord, { publisher: b }: MatchRecord): boolean =>
  a !== null && b !== null && relationOf(a, b) === 'same'

type SubstanceLevel = 'none' | 'untold' | 'apart' | 'other-grant'

const isReferred = (identifiers: string | null): boolean => /^same(?:-series|-agreement)?$/.test(identifiers ?? '')

// "Support": who has no more to say of one work says it of the next as well.
const saysNothing = ({ features }: MatchRecord): boolean =>
  features.subject.length === 0 && !/ .* /.test(features.foldedTitle)

// Titles that say nothing ("Programme", "EU support"), or that name different things without an amount that is the same,
// leave only who, where and when, which a partner's records share anyway: lorries and a laboratory for one mission.
const substanceOf = (levels: Record<ComparedField, string | null>, isRound: boolean): SubstanceLevel | null => {
  if (!hasSubstance(levels)) return 'none'
  if (levels.subject === null) return 'untold'
  if (isReferred(levels.identifiers)) return null
  if (areApart(levels, isRound)) return 'apart'
  return isOtherGrant(levels) ? 'other-grant' : null
}

// A round amount is the same of many, and says nothing for titles and descriptions that have nothing in common.
const areApart = ({ subject, amount, wording }: Record<ComparedField, string | null>, isRound: boolean): boolean =>
  subject === 'none' && (amount === null || (isRound && wording === 'none'))

// One digit that is no zero: `EUR 100000`.
const isRound = ({ amountText }: MatchRecord): boolean => /^\D*[1-9]0+(?:\.0+)?$/.test(amountText ?? '')

// A programme's partners describe their shares in its words: what one of them got is not what another did.
const isOtherGrant = ({ parties, amount }: Record<ComparedField, string | null>): boolean =>
  parties === 'provider-other-implementer' && (amount === 'near' || amount === 'twofold')

// What tells one activity of a partner from its next: without any of it, two records are alike as neighbours are.
const hasSubstance = ({ amount, quantity, start, identifiers }: Record<ComparedField, string | null>): boolean =>
  amount !== null || quantity !== null || start !== null || isReferred(identifiers)

// Two providers report one another's money only where a record says so: a role, a text or a reference in common.
const isLinked = ({ parties, identifiers }: Record<ComparedField, string | null>): boolean =>
  isReferred(identifiers) || parties === null || !parties.startsWith('different')

function namedLevel(a: MatchRecord, b: MatchRecord, mayBeTwo: boolean): string | null {
  if (isOfOtherProvider(a, b)) return 'reported'
  if (mayBeTwo && areCofinanced(a, b)) return 'cofinanced'
  const named = namesOtherProvider(a, b)
  return named === null ? null : named ? 'named' : 'not-named'
}

// Neither provider carries out what is the other's.
const isOfTwo = (parties: PartiesLevel | null): boolean =>
  parties === 'implementer-only' || parties === 'two-states' || parties?.startsWith('different') === true

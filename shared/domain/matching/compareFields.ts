// Compares two records field by field: which level of agreement each field reaches. Missing fields are left out.
import { compareAmounts, compareQuantities } from './compareAmounts.ts'
import { compareBeneficiaries, compareParties, namesOtherProvider } from './compareParties.ts'
import { compareEnds, compareShared, compareStarts } from './comparePeriods.ts'
import {
  compareCodes, compareIdentifiers, comparePlaces, compareSeries, compareSubjects, compareWording, compareYears,
} from './compareTexts.ts' // prettier-ignore
import type { MatchRecord } from './matchRecord.ts'

/** The compared fields, in the order that evidence is shown and summed. */
export const comparedFields = [
  'parties', 'named', 'beneficiary', 'subject', 'wording', 'amount', 'quantity', 'start', 'end', 'shared-period',
  'place', 'series', 'years', 'identifiers', 'modality', 'area', 'audience', 'substance',
] as const // prettier-ignore
export type ComparedField = (typeof comparedFields)[number]

/** The level that each comparable field reaches; the same for (a, b) and (b, a). */
export type Levels = Partial<Record<ComparedField, string>>

/** Compares every field of two records. Subjects and wording in two languages are graded by levels of their own. */
export function compareFields(a: MatchRecord, b: MatchRecord): Levels {
  const across = a.language !== null && b.language !== null && a.language !== b.language
  const worded = (level: string | null): string | null => (level !== null && across ? `${level}-translated` : level)
  const levels: Record<ComparedField, string | null> = {
    parties: compareParties(a, b),
    named: namedLevel(namesOtherProvider(a, b)),
    beneficiary: compareBeneficiaries(a, b),
    subject: worded(compareSubjects(a, b)),
    wording: worded(compareWording(a, b)),
    amount: compareAmounts(a, b),
    quantity: compareQuantities(a, b),
    start: compareStarts(a, b),
    end: compareEnds(a, b),
    'shared-period': compareShared(a, b),
    place: comparePlaces(a, b),
    series: compareSeries(a, b),
    years: compareYears(a, b),
    identifiers: compareIdentifiers(a, b),
    modality: compareCodes(a.features.modality, b.features.modality),
    area: compareCodes(a.features.area, b.features.area),
    audience: compareAudiences(a.audience, b.audience),
    substance: null,
  }
  if (levels.named === 'not-named' && !isLinked(levels)) levels.named = 'unlinked'
  levels.substance = substanceOf(levels)
  return Object.fromEntries(Object.entries(levels).filter(([, level]) => level !== null)) as Levels
}

// Titles that say nothing ("Programme", "EU support") leave only who and when, which a partner's records share anyway.
const substanceOf = (levels: Record<ComparedField, string | null>): 'none' | 'untold' | null => {
  if (!hasSubstance(levels)) return 'none'
  return levels.subject === null ? 'untold' : null
}

// What tells one activity of a partner from its next: without any of it, two records are alike as neighbours are.
const hasSubstance = ({ amount, quantity, start, identifiers }: Record<ComparedField, string | null>): boolean =>
  amount !== null || quantity !== null || start !== null || identifiers === 'same'

// Two providers report one another's money only where a record says so: a role, a text or a reference in common.
const isLinked = ({ parties, identifiers }: Record<ComparedField, string | null>): boolean =>
  identifiers === 'same' || (parties !== 'different-provider' && parties !== 'different')

const namedLevel = (named: boolean | null): string | null => (named === null ? null : named ? 'named' : 'not-named')

function compareAudiences(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return null
  return a.trim().toLowerCase() === b.trim().toLowerCase() ? 'same' : 'other'
}

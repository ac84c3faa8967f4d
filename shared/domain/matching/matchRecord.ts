// A record as matching sees it: the compared fields, and the features derived from them once.
import type { Contribution } from '#model/contribution.ts'
import { toHundredths } from '../decimal.ts'
import { dayNumber } from '../days.ts'
import { matchFeaturesOf, type MatchFeatures } from './matchFeatures.ts'
import { compareOrganizations, isNamed, organizationOf, type Organization } from './organization.ts'
import { citiesIn, type MatchPlace } from './placeNames.ts'

/** What is compared, before anything is derived from it. Missing is null or empty, and never counts as evidence. */
export interface ComparedFields {
  id: string
  title: string
  description: string | null
  language: string | null
  provider: Organization
  implementers: Organization[]
  beneficiary: Organization | null
  /** Who reported it: a partner id, or the source that a row names. */
  reporter: string | null
  /** Who publishes it as an activity of its own (IATI, where what others publish is a secondary report). */
  publisher: Organization | null
  subCluster: string | null
  priorityAreas: string[]
  modality: string | null
  usdCents: bigint | null
  /** The amount as reported, for people: `EUR 100000`. */
  amountText: string | null
  /** In hundredths of the unit. */
  quantities: { unit: string; hundredths: bigint }[]
  /** Days since 1970-01-01. */
  start: number | null
  end: number | null
  places: MatchPlace[]
  /** Its own references, and with `>` before them those of records that it names. */
  identifiers: string[]
  audience: string | null
  operation: string | null
  status: string | null
  relations: { type: string; contribution: string }[]
  /** Seen by few: it is compared, and says nothing of pairs of others. */
  isConfidential: boolean
}

/** A record ready to be compared. */
export interface MatchRecord extends ComparedFields {
  features: MatchFeatures
}

/** Derives the comparison features; every MatchRecord is made here. */
export function matchRecordFrom(given: ComparedFields): MatchRecord {
  const fields = { ...given, implementers: implementersOf(given) }
  return { ...fields, features: matchFeaturesOf(fields) }
}

// Who publishes another's money as its own activity, and names nobody who carries it out, carries it out itself.
const implementersOf = ({ implementers, provider, publisher }: ComparedFields): Organization[] =>
  implementers.length === 0 &&
  publisher !== null &&
  isNamed(provider) &&
  compareOrganizations(publisher, provider) === 'different'
    ? [publisher]
    : implementers

/** A stored contribution as matching sees it: its partners are ids of the directory. */
export function matchRecordOf(contribution: Contribution): MatchRecord {
  const { money, period, training, usd } = contribution
  return matchRecordFrom({
    id: contribution.id,
    title: contribution.title,
    description: contribution.description ?? null,
    language: contribution.language,
    provider: partnerOf(contribution.provider),
    implementers: contribution.implementers.map(partnerOf),
    beneficiary: partnerOf(contribution.beneficiary),
    reporter: contribution.reportedBy,
    publisher: contribution.identifiers.some(isActivity) ? partnerOf(contribution.reportedBy) : null,
    subCluster: contribution.subCluster,
    priorityAreas: contribution.priorityAreas.map(({ code }) => code),
    modality: contribution.modality,
    usdCents: usd === null ? null : toHundredths(usd.amount),
    amountText: money === null ? null : `${money.currency} ${money.amount}`,
    quantities: contribution.inKind.flatMap(({ quantity, unit }) =>
      quantity === null ? [] : [{ unit, hundredths: toHundredths(quantity) }],
    ),
    start: period === null ? null : dayNumber(period.start),
    end: period?.end == null ? null : dayNumber(period.end),
    places: contribution.places.flatMap(placesOf),
    identifiers: identifiersOf(contribution),
    audience: training?.audience ?? null,
    operation: contribution.operation,
    status: contribution.status,
    relations: contribution.relations,
    isConfidential: contribution.visibility !== 'shared',
  })
}

const placesOf = ({ country = null, name }: Contribution['places'][number]): MatchPlace[] => {
  const cities: (string | null)[] = name ? citiesIn(name) : []
  return (cities.length === 0 ? [null] : cities).map((city) => ({ country, city }))
}

const partnerOf = (id: string): Organization => organizationOf(id, id)

const isActivity = ({ scheme }: Contribution['identifiers'][number]): boolean => scheme === 'iati-activity'

/** Before the identifier of another record that a record names, as where its money comes from: it is not its own. */
export const namesAnother = '>'

const schemesOfOthers = new Set(['iati-provider-activity', 'iati-receiver-activity'])

function identifiersOf({ identifiers, agreement }: Contribution): string[] {
  const values = identifiers.map(({ scheme, value }) => {
    const folded = foldIdentifier(value)
    return schemesOfOthers.has(scheme) && folded !== '' ? namesAnother + folded : folded
  })
  return [...new Set(agreement ? [...values, foldIdentifier(agreement)] : values)].filter((value) => value !== '')
}

/** A reference number in comparable form: upper case, without spaces, at most 80 characters. */
export function foldIdentifier(value: string): string {
  return value.slice(0, 200).toUpperCase().replace(/\s+/g, '').slice(0, 80)
}

// A contribution as an IATI 2.03 activity for its reporter to publish: elements in the order that the schema wants.
import type { XmlElement } from '#model/activity.ts'
import type { Contribution } from '#model/contribution.ts'
import type { Partner } from '#model/partner.ts'
import { countryCode } from '../imports/countryCode.ts'
import { firstDay, moneyElements } from './publishMoney.ts'
import { sectorElements, type TermNames } from './publishSectors.ts'
import { element, narrative } from './xmlElements.ts'

/** What a contribution's activity says of others, and when. */
export interface Publication extends TermNames {
  partners: ReadonlyMap<string, Partner>
  /** The IATI identifiers of the contributions that it names, where they have one and may be told. */
  related: ReadonlyMap<string, string>
  /** Nothing that has happened lies behind it. */
  today: string
}

/** IATI OrganisationType by the kind of partner. */
const typeByKind: Partial<Record<string, string>> = {
  'member-state': '10', 'un-entity': '40', 'regional-organization': '40', 'regional-economic-community': '40',
  'regional-mechanism': '40', fund: '40', ngo: '21', 'training-centre': '80',
} // prettier-ignore

const otherType = '90'

/** What the IATI ruleset takes as an identifier. */
const isIdentifier = (text: string): boolean => /^[^/&|?\s]+$/.test(text)

/** The reporter's own identifier where the record has one, else one made of the reporter's and the record's. */
export const activityIdentifier = ({ id, identifiers }: Contribution, reference: string): string => {
  const own = identifiers.find(
    ({ scheme, value }) => scheme === 'iati-activity' && value.startsWith(`${reference}-`) && isIdentifier(value),
  )
  return own?.value ?? `${reference}-${id}`
}

const nameOf = ({ id, names }: Partner): string => names.en ?? Object.values(names)[0] ?? id

const organization = (
  name: string,
  partner: Partner | undefined,
  code: string,
  attributes: Record<string, string> = {},
): XmlElement => {
  const type = typeByKind[partner?.kind ?? ''] ?? otherType
  const reference = partner?.iatiOrganization
  return element(name, { ...(reference ? { ref: reference } : {}), type, ...attributes }, [
    narrative(partner ? nameOf(partner) : code),
  ])
}

const descriptions = ({ title, description, inKind }: Contribution): XmlElement[] => {
  const given = inKind.map(({ quantity, unit }) => `${quantity ?? 'an unstated number of'} ${unit}`)
  return [
    element('description', { type: '1' }, [narrative(description ?? title)]),
    ...(given.length > 0 ? [element('description', { type: '4' }, [narrative(`In kind: ${given.join(', ')}.`)])] : []),
  ]
}

/** IATI ActivityStatus: a commitment is under way, a pledge is not yet. */
const codeByStatus: Record<Contribution['status'], string> = {
  pipeline: '1', pledged: '1', committed: '2', active: '2', completed: '4', cancelled: '5', suspended: '6',
} // prettier-ignore

const date = (type: string, day: string): XmlElement => element('activity-date', { type, 'iso-date': day })

const hasBegun = new Set<Contribution['status']>(['active', 'completed', 'suspended'])

/** What lies ahead is planned; what has begun or ended by today, of a contribution that runs or ran, is actual. */
const dates = (contribution: Contribution, today: string): XmlElement[] => {
  const { period, status } = contribution
  const start = firstDay(contribution)
  const begun = date(hasBegun.has(status) && start <= today ? '2' : '1', start)
  if (!period?.end) return [begun]
  return [begun, date(status === 'completed' && period.end <= today ? '4' : '3', period.end)]
}

/** DAC region 298: Africa, regional. */
const africa = (): XmlElement => element('recipient-region', { code: '298', vocabulary: '1', percentage: '100' })

/** One country where there is but one; several are not given shares that nobody stated. */
const recipients = ({ places, beneficiary }: Contribution, { partners }: Publication): XmlElement[] => {
  const named = [...new Set(places.flatMap(({ country }) => country ?? []))]
  const partner = partners.get(beneficiary)
  const own = partner?.kind === 'member-state' ? countryCode(nameOf(partner)) : null
  const only = own ?? (named.length === 1 ? named[0] : undefined)
  const recipient = only ? element('recipient-country', { code: only, percentage: '100' }) : africa()
  const locations = places.flatMap(({ name }) =>
    name ? [element('location', {}, [element('name', {}, [narrative(name)])])] : [],
  )
  return [recipient, ...locations]
}

const relatedTypes: Partial<Record<string, string>> = { 'part-of': '1', 'co-finances': '4' }

const relations = ({ relations: all }: Contribution, { related }: Publication): XmlElement[] =>
  all.flatMap(({ type, contribution }) => {
    const [code, reference] = [relatedTypes[type], related.get(contribution)]
    return code && reference !== undefined ? [element('related-activity', { ref: reference, type: code })] : []
  })

/** The activity of a contribution whose reporter has this IATI organization identifier. */
export const publishActivity = (
  contribution: Contribution,
  reference: string,
  publication: Publication,
): XmlElement => {
  const { partners, today } = publication
  const { id, title, language, provider, implementers, reportedBy, updatedAt, status } = contribution
  const attributes = {
    'xml:lang': language,
    'default-currency': contribution.money?.currency ?? 'USD',
    'last-updated-datetime': updatedAt,
  }
  return element('iati-activity', attributes, [
    { ...element('iati-identifier'), text: activityIdentifier(contribution, reference) },
    organization('reporting-org', partners.get(reportedBy), reportedBy, {
      ref: reference,
      'secondary-reporter': '0',
    }),
    element('title', {}, [narrative(title)]),
    ...descriptions(contribution),
    organization('participating-org', partners.get(provider), provider, { role: '1' }),
    ...implementers.map((code) => organization('participating-org', partners.get(code), code, { role: '4' })),
    element('other-identifier', { ref: id, type: 'A1' }),
    element('activity-status', { code: codeByStatus[status] }),
    ...dates(contribution, today),
    ...recipients(contribution, publication),
    ...sectorElements(contribution, publication),
    ...moneyElements(contribution, today),
    ...relations(contribution, publication),
  ])
}

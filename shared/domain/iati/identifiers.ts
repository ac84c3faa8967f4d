// An activity's own identifiers, and the other activities that it names: what it is a part of, and whose money it passes on.
import type { ActivityLinks, XmlElement } from '#model/activity.ts'
import type { NewContribution } from '#model/contribution.ts'
import { attributeOf, childOf, childrenOf, lineOf, type Notes, referenceOf } from './elements.ts'

type Identifiers = NonNullable<NewContribution['identifiers']>

/** IATI OtherIdentifierType, as far as it names the same activity elsewhere. */
const schemes: Record<string, string> = {
  A1: 'reporter-reference',
  A2: 'crs-activity',
  A3: 'iati-activity',
  A9: 'other-reference',
}

/** Fits of a contribution, and a list of links that no activity of a real programme reaches. */
const mostIdentifiers = 20
const mostLinks = 50

const distinct = (ids: readonly string[], own: string | null): string[] => {
  const seen = new Set([own?.toLowerCase()])
  return ids.filter((id) => {
    const folded = id.toLowerCase()
    return seen.has(folded) ? false : seen.add(folded)
  })
}

/** Identifiers of the activities that money comes from or goes to; a link to itself links nothing. */
const fundingLinks = (activity: XmlElement, role: 'provider' | 'receiver', own: string | null): string[] => {
  const movements = [...childrenOf(activity, 'transaction'), ...childrenOf(activity, 'planned-disbursement')]
  const moved = movements.flatMap((one) => referenceOf(childOf(one, `${role}-org`), `${role}-activity-id`) ?? [])
  const declared = childrenOf(activity, 'participating-org').flatMap((one) => {
    const isProvider = ['1', 'funding'].includes(attributeOf(one, 'role')?.toLowerCase() ?? '')
    return isProvider === (role === 'provider') ? (referenceOf(one, 'activity-id') ?? []) : []
  })
  return distinct([...moved, ...declared], own)
}

const relatedTo = (activity: XmlElement, types: readonly string[], own: string | null): string[] =>
  distinct(
    childrenOf(activity, 'related-activity')
      .filter((one) => types.includes(attributeOf(one, 'type') ?? ''))
      .flatMap((one) => referenceOf(one, 'ref') ?? []),
    own,
  ).slice(0, mostLinks)

export const ownIdentifier = (activity: XmlElement): string | null =>
  lineOf(childOf(activity, 'iati-identifier')?.text, 400)

/** RelatedActivityType 1 parent, 2 child, 4 co-funded; a sibling (3) is said by the parent that both have. */
export const linksOf = (activity: XmlElement): ActivityLinks => {
  const own = ownIdentifier(activity)
  return {
    partOf: relatedTo(activity, ['1'], own),
    wholeOf: relatedTo(activity, ['2'], own),
    coFinances: relatedTo(activity, ['4'], own),
  }
}

/**
 * Its own identifier first, then the activities that its money comes from or goes to and another's report on the same one
 * (type 5): records that name each other so are compared, since counting both would count one sum twice.
 */
export const identifiersOf = (activity: XmlElement, notes: Notes): Identifiers => {
  const own = ownIdentifier(activity)
  const named: [string, string[]][] = [
    ['iati-activity', own === null ? [] : [own]],
    ['iati-activity', relatedTo(activity, ['5'], own)],
    ['iati-provider-activity', fundingLinks(activity, 'provider', own)],
    ['iati-receiver-activity', fundingLinks(activity, 'receiver', own)],
  ]
  const given: Identifiers = named.flatMap(([scheme, values]) => values.map((value) => ({ scheme, value })))
  for (const one of childrenOf(activity, 'other-identifier')) {
    // Before version 2 it stood in the text, of whom in `owner-name`, and of what kind nowhere.
    const isOld = attributeOf(one, 'type') === null && attributeOf(one, 'ref') === null
    const scheme = isOld ? 'other-reference' : schemes[attributeOf(one, 'type')?.toUpperCase() ?? '']
    const value = isOld ? lineOf(one.text, 200) : referenceOf(one, 'ref')
    if (scheme && value !== null) given.push({ scheme, value })
  }
  const fitting = given.filter(({ value }) => value.length <= 200)
  const unique = fitting.filter((one, at) => fitting.findIndex((other) => other.value === one.value) === at)
  if (unique.length > mostIdentifiers)
    notes.note('identifiers', `${unique.length - mostIdentifiers} further identifiers are not kept.`)
  return unique.slice(0, mostIdentifiers)
}

// Who provides, who implements and who reports an activity, from its participating organizations and roles.
import type { XmlElement } from '#model/activity.ts'
import type { AlsoNamed } from '../imports/readRow.ts'
import { foldText } from '../matching/foldText.ts'
import { namesNobody } from '../matching/namesNobody.ts'
import { attributeOf, childOf, childrenOf, narrativesOf, type Notes, referenceOf, sameReference } from './elements.ts'

/** An organization as an activity names it. */
export interface WrittenParty {
  name: string
  reference: string | null
  names: string[]
}

export interface ActivityParties {
  provider: WrittenParty | null
  implementers: WrittenParty[]
  /** Null where the reporter is not named: then the provider is. */
  reporter: WrittenParty | null
  /** The reporter passes on what another provides: what comes in is the contribution, not what goes out. */
  isReceiving: boolean
}

/** As many implementers as a contribution names. */
const mostImplementers = 8

const partyOf = (element: XmlElement | undefined): WrittenParty | null => {
  const texts = narrativesOf(element, null)
  const english = texts.find(({ language }) => language === 'en')
  const names = texts.map(({ text }) => text.slice(0, 300).trim())
  const reference = referenceOf(element, 'ref')
  const name = (english?.text ?? names[0] ?? reference)?.slice(0, 300).trim()
  return name ? { name, reference, names: names.filter((one) => one !== name).slice(0, 5) } : null
}

const sameParty = (a: WrittenParty, b: WrittenParty): boolean =>
  sameReference(a.reference, b.reference) ||
  (foldText(a.name) === foldText(b.name) && (a.reference === null || b.reference === null))

/** `EC_INTPA` is how `XI-IATI-EC_INTPA` calls itself. */
const isShortForReference = ({ name, reference }: WrittenParty, other: WrittenParty): boolean =>
  reference === null && name.length > 2 && sameReference(name, other.reference?.split('-').at(-1) ?? null)

const distinct = (parties: readonly WrittenParty[]): WrittenParty[] =>
  parties.filter((party, at) => parties.findIndex((other) => sameParty(other, party)) === at)

const rolesByWord: ReadonlyMap<string, string> = new Map(
  Object.entries({ funding: '1', accountable: '2', extending: '3', implementing: '4' }),
)

const withRole = (activity: XmlElement, role: string, reporter: WrittenParty | null): WrittenParty[] =>
  distinct(
    childrenOf(activity, 'participating-org').flatMap((element) => {
      const written = attributeOf(element, 'role')?.toLowerCase() ?? ''
      const party = (rolesByWord.get(written) ?? written) === role ? partyOf(element) : null
      if (!party) return []
      return [reporter && (sameParty(party, reporter) || isShortForReference(party, reporter)) ? reporter : party]
    }),
  )

interface Payment {
  payer: WrittenParty
  value: number
}

/** What came in and from whom, as far as the transactions name them. */
const paymentsTo = (activity: XmlElement): Payment[] =>
  childrenOf(activity, 'transaction')
    .filter((one) => ['1', '11', '13'].includes(attributeOf(childOf(one, 'transaction-type'), 'code') ?? ''))
    .flatMap((one) => {
      const payer = partyOf(childOf(one, 'provider-org'))
      const value = Number(childOf(one, 'value')?.text)
      return payer ? [{ payer, value: Number.isFinite(value) ? value : 0 }] : []
    })

/** Who paid most first; those of whom no payment is told stay in the order of the file, behind. */
const byMoney = (parties: readonly WrittenParty[], payments: readonly Payment[]): WrittenParty[] => {
  const paid = (party: WrittenParty): number =>
    payments.filter(({ payer }) => sameParty(payer, party)).reduce((sum, { value }) => sum + value, 0)
  return parties.toSorted((one, other) => paid(other) - paid(one))
}

/**
 * The reporter provides what it funds itself, and what nobody else is said to fund; otherwise the funding organization that
 * paid most does, by the transactions or as the first, and the reporter is one of those who carry it out. An activity is one
 * contribution however many fund it: nobody guesses a split (design.md, formula 1), and the others are said.
 */
const providerOf = (activity: XmlElement, reporter: WrittenParty | null, notes: Notes): WrittenParty | null => {
  const declared = withRole(activity, '1', reporter)
  const payments = paymentsTo(activity)
  const funders = byMoney(declared.length > 0 ? declared : distinct(payments.map(({ payer }) => payer)), payments)
  if (reporter && (funders.length === 0 || funders.some((one) => sameParty(one, reporter)))) {
    const others = funders.filter((one) => !sameParty(one, reporter))
    if (others.length > 0) notes.note('participating-org', `Funded also by ${listed(others)}.`)
    return reporter
  }
  const [first, ...others] = funders
  if (others.length > 0 && first)
    notes.note('participating-org', `Funded by several: ${first.name} is the provider; also ${listed(others)}.`)
  return first ?? null
}

const listed = (parties: readonly WrittenParty[]): string =>
  parties
    .slice(0, 8)
    .map(({ name }) => name.slice(0, 60))
    .join(', ')

export const partiesIn = (activity: XmlElement, notes: Notes): ActivityParties => {
  const reporter = partyOf(childOf(activity, 'reporting-org'))
  const provider = providerOf(activity, reporter, notes)
  if (!provider) notes.fault('reporting-org', 'Neither a reporting nor a funding organization is named.')
  if (!reporter && provider)
    notes.note('reporting-org', `There is no reporting organization: read as ${provider.name}.`)
  const isReceiving = reporter !== null && provider !== null && !sameParty(reporter, provider)
  const written = withRole(activity, '4', reporter)
  const nobody = written.filter(({ name }) => namesNobody(name))
  if (nobody.length > 0) notes.note('participating-org', `Names no organization, left out: ${listed(nobody)}.`)
  const named = written.filter(({ name }) => !namesNobody(name))
  const implementers = distinct(isReceiving ? [reporter, ...named] : named)
  if (implementers.length > mostImplementers)
    notes.note('participating-org', `Implemented also by ${listed(implementers.slice(mostImplementers))}.`)
  return { provider, implementers: implementers.slice(0, mostImplementers), reporter, isReceiving }
}

/** What the names are looked up by beside themselves. */
export const alsoNamed = (parties: readonly (WrittenParty | null)[]): Record<string, AlsoNamed> =>
  Object.fromEntries(
    parties.flatMap((party) => (party ? [[party.name, { reference: party.reference, names: party.names }]] : [])),
  )

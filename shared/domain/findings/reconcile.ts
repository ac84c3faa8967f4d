// Two reports of one contribution side by side: whose view each is, and by how much they differ.
import type { Contribution, Status } from '#model/contribution.ts'
import type { Reconciliation } from '#model/reconciliation.ts'
import type { ShownLanguage } from '#model/text.ts'
import { dayNumber } from '../days.ts'
import { fromHundredths, toHundredths } from '../decimal.ts'
import { statusInFrench } from '../report/suggestedSurvivor.ts'
import { statusRank } from '../statusLadder.ts'
import { numberIn } from './numberIn.ts'

type Source = Reconciliation['sources'][number]
type Difference = Reconciliation['difference']

type Parties = Pick<Contribution, 'reportedBy' | 'provider' | 'implementers'>

/** Whose report it is beside the other: who reports as its own what it carries out for the other's provider, reports as implementer. */
const viewOf = ({ reportedBy, provider, implementers }: Parties, other: Parties): Source['view'] => {
  const isTheirs = other.provider !== provider && other.implementers.includes(reportedBy)
  if (reportedBy === provider) return isTheirs && !implementers.includes(other.provider) ? 'implementer' : 'provider'
  return implementers.includes(reportedBy) ? 'implementer' : 'other'
}

const sourceOf = (contribution: Contribution, other: Contribution): Source => {
  const { id, reportedBy, status, money, usd, period } = contribution
  return {
    contribution: id,
    reportedBy,
    view: viewOf(contribution, other),
    status,
    money: money && { amount: money.amount, currency: money.currency },
    usd: usd?.amount ?? null,
    period: period && { start: period.start, end: period.end ?? null },
  }
}

const daysBetween = (a: string | null | undefined, b: string | null | undefined): number | null =>
  a && b ? dayNumber(b) - dayNumber(a) : null

const differenceOf = (one: Source, other: Source): Omit<Difference, 'text'> => {
  const [a, b] = [one.usd, other.usd].map((usd) => (usd === null ? null : toHundredths(usd)))
  const usd = a == null || b == null ? null : b - a
  return {
    usd: usd === null ? null : fromHundredths(usd),
    percent: usd === null || !a ? null : Math.round(Number((usd * 100_000n) / a) / 100) / 10,
    startDays: daysBetween(one.period?.start, other.period?.start),
    endDays: daysBetween(one.period?.end, other.period?.end),
  }
}

const signed = (number: number | string): string => (String(number).startsWith('-') ? String(number) : `+${number}`)

interface Words {
  agree: string
  differ: string
  between: string
  money: (usd: string, percent: string | null) => string
  start: (days: string) => string
  end: (days: string) => string
  behind: (counted: Status, other: Status) => string
}

const words: Record<ShownLanguage, Words> = {
  en: {
    agree: 'The two reports agree.',
    differ: 'The second report against the first: ',
    between: '; ',
    money: (usd, percent) => `USD ${numberIn('en', usd)}${percent === null ? '' : ` (${percent} % of the first)`}`,
    start: (days) => `start ${days} days`,
    end: (days) => `end ${days} days`,
    behind: (counted, other) =>
      ` The one that counts is ${counted}, and the other ${other}: decide again if that one is to count.`,
  },
  fr: {
    agree: 'Les deux déclarations concordent.',
    differ: 'La seconde déclaration, par rapport à la première : ',
    between: ' ; ',
    money: (usd, percent) =>
      `${numberIn('fr', usd)} USD${percent === null ? '' : ` (${numberIn('fr', percent)} % de la première)`}`,
    start: (days) => `début ${days} jours`,
    end: (days) => `fin ${days} jours`,
    behind: (counted, other) =>
      ` Celle qui compte est ${statusInFrench(counted)}, et l’autre ${statusInFrench(other)} : à redécider si celle-ci doit compter.`,
  },
}

/** What the second report states against the first, in words; that they agree where nothing differs. */
const textOf = ({ usd, percent, startDays, endDays }: Omit<Difference, 'text'>, language: ShownLanguage): string => {
  const said = words[language]
  const parts = [
    usd !== null && toHundredths(usd) !== 0n
      ? said.money(signed(usd), percent === null ? null : signed(percent))
      : null,
    startDays ? said.start(signed(startDays)) : null,
    endDays ? said.end(signed(endDays)) : null,
  ].filter((part) => part !== null)
  return parts.length === 0 ? said.agree : `${said.differ}${parts.join(said.between)}.`
}

// At the verdict the survivor was among the most advanced (formula 4); suspended or cancelled since, it counts all the same.
const behindText = (sources: readonly Source[], countsAs: string | null, language: ShownLanguage): string => {
  const counted = sources.find(({ contribution }) => contribution === countsAs)
  const further = counted && sources.find(({ status }) => statusRank(status) > statusRank(counted.status))
  return further ? words[language].behind(counted.status, further.status) : ''
}

/**
 * The provider's report stands first where there is one, so that the difference reads as the implementer's from it.
 * `countsAs` is the survivor once the pair is confirmed to be one contribution: the one that is counted, with two sources.
 */
export const reconcile = (
  sides: readonly [Contribution, Contribution],
  countsAs: string | null,
  language: ShownLanguage,
): Reconciliation => {
  const [one, other] = [sourceOf(sides[0], sides[1]), sourceOf(sides[1], sides[0])]
  const sources: [Source, Source] = other.view === 'provider' && one.view !== 'provider' ? [other, one] : [one, other]
  const difference = differenceOf(...sources)
  return {
    twoSided: sources[0].view === 'provider' && sources[1].view === 'implementer',
    countsAs,
    sources,
    difference: { ...difference, text: textOf(difference, language) + behindText(sources, countsAs, language) },
  }
}

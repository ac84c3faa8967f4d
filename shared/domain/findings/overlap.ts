// What two efforts have in common, for how many days, and what each adds that the other does not give.
import type { Contribution } from '#model/contribution.ts'
import type { Overlap } from '#model/reconciliation.ts'
import type { ShownLanguage } from '#model/text.ts'
import { dayNumber } from '../days.ts'
import { foldCity } from '../matching/placeNames.ts'
import { numberIn } from './numberIn.ts'

type Added = Overlap['adds'][number]
type Shared = Overlap['shared']
type Place = Contribution['places'][number]

/** `Nairobi (KE)`, or the one of the two that is known. */
const placeText = ({ name, country }: Place): string =>
  (name ? (country ? `${name} (${country})` : name) : country) ?? ''
const placeKey = ({ name, country }: Place): string => `${country ?? ''} ${name ? foldCity(name) : ''}`

const codesOf = ({ priorityAreas }: Contribution): string[] => priorityAreas.map(({ code }) => code)

const same = <T>(one: T | null, other: T | null): T | null => (one === other ? one : null)

/** The days that both are at work; an open end lasts as long as the other does. */
const periodOf = ({ period: a }: Contribution, { period: b }: Contribution): Pick<Shared, 'period' | 'days'> => {
  const ends = [a?.end, b?.end].flatMap((end) => end ?? []).toSorted()
  const end = ends[0]
  if (!a || !b || end === undefined) return { period: null, days: null }
  const start = a.start > b.start ? a.start : b.start
  return start > end
    ? { period: null, days: 0 }
    : { period: { start, end }, days: dayNumber(end) - dayNumber(start) + 1 }
}

const sharedBy = (one: Contribution, other: Contribution): Shared => {
  const places = new Set(other.places.map(placeKey))
  return {
    beneficiary: same(one.beneficiary, other.beneficiary),
    subCluster: same(one.subCluster, other.subCluster),
    priorityAreas: codesOf(one).filter((code) => codesOf(other).includes(code)),
    modality: same(one.modality, other.modality),
    audience: same(one.training?.audience ?? null, other.training?.audience ?? null),
    places: one.places.filter((place) => places.has(placeKey(place))).map(placeText),
    ...periodOf(one, other),
  }
}

const addedBy = (own: Contribution, other: Contribution): Added => {
  const places = new Set(other.places.map(placeKey))
  const audience = own.training?.audience ?? null
  return {
    contribution: own.id,
    provider: own.provider,
    money: own.money && { amount: own.money.amount, currency: own.money.currency },
    usd: own.usd?.amount ?? null,
    inKind: own.inKind.flatMap(({ quantity, unit }) => (quantity === null ? [] : [{ quantity, unit }])),
    priorityAreas: codesOf(own).filter((code) => !codesOf(other).includes(code)),
    places: own.places.filter((place) => !places.has(placeKey(place))).map(placeText),
    audience: audience === (other.training?.audience ?? null) ? null : audience,
  }
}

interface Words {
  both: (shared: string) => string
  nothing: string
  work: string
  parts: {
    beneficiary: (code: string) => string
    areas: (codes: string) => string
    places: (names: string) => string
    audience: (audience: string) => string
    days: (days: number, start: string, end: string) => string
  }
  adds: (provider: string, added: string) => string
  and: string
}

const words: Record<ShownLanguage, Words> = {
  en: {
    both: (shared) => `In common: ${shared}.`,
    nothing: 'The records state nothing in common.',
    work: 'work',
    parts: {
      beneficiary: (code) => `support to ${code}`,
      areas: (codes) => `work on ${codes}`,
      places: (names) => `in ${names}`,
      audience: (audience) => `for ${audience}`,
      days: (days, start, end) => `${days} ${days === 1 ? 'day' : 'days'}, ${start} to ${end}`,
    },
    adds: (provider, added) => `${provider} adds: ${added}.`,
    and: '; ',
  },
  fr: {
    both: (shared) => `En commun : ${shared}.`,
    nothing: 'Les fiches n’indiquent rien en commun.',
    work: 'travail',
    parts: {
      beneficiary: (code) => `appui à ${code}`,
      areas: (codes) => `travail sur ${codes}`,
      places: (names) => `à ${names}`,
      audience: (audience) => `pour ${audience}`,
      days: (days, start, end) => `${days} ${days === 1 ? 'jour' : 'jours'}, du ${start} au ${end}`,
    },
    adds: (provider, added) => `${provider} apporte en plus : ${added}.`,
    and: ' ; ',
  },
}

const listed = (parts: readonly string[]): string | null => (parts.length === 0 ? null : parts.join(', '))

const sharedText = (shared: Shared, language: ShownLanguage): string => {
  const { both, nothing, parts, and } = words[language]
  const [areas, places] = [listed(shared.priorityAreas) ?? shared.subCluster, listed(shared.places)]
  const said = [
    shared.beneficiary && parts.beneficiary(shared.beneficiary),
    areas && parts.areas(areas),
    places && parts.places(places),
    shared.audience && parts.audience(shared.audience),
    shared.period && parts.days(shared.days ?? 0, shared.period.start, shared.period.end),
  ].filter(Boolean)
  return said.length === 0 ? nothing : both(said.join(and))
}

const addedText = (added: Added, language: ShownLanguage): string[] => {
  const { parts, work, adds, and } = words[language]
  const [areas, places] = [listed(added.priorityAreas), listed(added.places)]
  const said = [
    added.money && `${numberIn(language, added.money.amount)} ${added.money.currency}`,
    ...added.inKind.map(({ quantity, unit }) => `${numberIn(language, quantity)} ${unit}`),
    areas && parts.areas(areas),
    places && `${work} ${parts.places(places)}`,
    added.audience && `${work} ${parts.audience(added.audience)}`,
  ].filter(Boolean)
  return said.length === 0 ? [] : [adds(added.provider, said.join(and))]
}

/** Of two efforts: where both are at work, how long, and what would be missing without either. */
export const overlapOf = (one: Contribution, other: Contribution, language: ShownLanguage): Overlap => {
  const [shared, a, b] = [sharedBy(one, other), addedBy(one, other), addedBy(other, one)]
  const text = [sharedText(shared, language), ...addedText(a, language), ...addedText(b, language)].join(' ')
  return { shared, adds: [a, b], text }
}

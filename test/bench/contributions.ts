// Invented contributions in any number: the same ones every time, with annual repeats and the same facts reported twice.
import type { NewContribution } from '#model/contribution.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { audiences, forms, places, subjects, type Words } from './vocabulary.ts'

/** Who takes part and which codes there are: read from the seeds. */
export interface Cast {
  providers: string[]
  beneficiaries: string[]
  instruments: string[]
  /** Priority area to the sub-cluster it belongs to. */
  areas: Map<string, string>
}

/** What is provided, before anybody has put it into words. */
export interface Facts {
  area: string
  subject: Words
  modality: string
  audience: Words
  place: [string, string] | null
  provider: string
  implementer: string | null
  beneficiary: string
  instrument: string | null
  /** Days since 1970. */
  start: number
  days: number
  amount: number
  currency: string
  language: 'en' | 'fr'
  identifier: string | null
}

/** Chosen so that blocks fill as they do in an office that has worked for a while. */
const shares = { reportedTwice: 0.08, repeatedNextYear: 0.12, french: 0.3, placed: 0.6, throughAnother: 0.4 }

const firstDay = Date.UTC(2008, 0, 1) / 86_400_000
const years = 15
const currencies = ['USD', 'USD', 'USD', 'EUR', 'EUR', 'GBP', 'SEK', 'CAD']
const lengths: Record<string, number[]> = { training: [5, 10, 14, 30], study: [60, 90, 180], equipment: [30, 90, 180] }
const roundAmounts = [25_000, 40_000, 75_000, 100_000, 150_000, 250_000, 400_000, 500_000, 1_000_000, 2_500_000]

const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

const startOf = (chance: Chance): number => {
  const day = firstDay + chance.below(years * 365)
  if (!chance.happens(0.5)) return day
  return Date.parse(`${dayText(day).slice(0, 7)}-01`) / 86_400_000
}

const newFacts = (chance: Chance, cast: Cast, position: number): Facts => {
  const area = chance.pick([...cast.areas.keys()])
  const modality = chance.pick(Object.keys(forms))
  const round = chance.pick(roundAmounts)
  return {
    area,
    modality,
    subject: chance.pick(subjects[area] ?? []),
    audience: chance.pick(audiences),
    place: chance.happens(shares.placed) ? chance.pick(places) : null,
    provider: chance.pickEarly(cast.providers),
    implementer: chance.happens(shares.throughAnother) ? chance.pickEarly(cast.providers) : null,
    beneficiary: chance.pickEarly(cast.beneficiaries),
    instrument: chance.happens(0.5) ? chance.pick(cast.instruments) : null,
    start: startOf(chance),
    days: chance.pick(lengths[modality] ?? [180, 364, 364, 729]),
    amount: chance.happens(0.5) ? round : Math.round(round * (0.6 + chance.below(1000) / 1000)),
    currency: chance.pick(currencies),
    language: chance.happens(shares.french) ? 'fr' : 'en',
    identifier: chance.happens(0.25) ? `XM-DAC-${41_000 + chance.below(200)}-${position}` : null,
  }
}

/** The same thing by another reporter: other words or language, a sum and a day that are not quite the same. */
const reportedTwice = (chance: Chance, facts: Facts): Facts => ({
  ...facts,
  language: chance.happens(shares.french) ? 'fr' : 'en',
  implementer: chance.happens(0.5) ? facts.implementer : null,
  place: chance.happens(0.7) ? facts.place : null,
  start: facts.start + chance.pick([-9, -2, 0, 0, 0, 3, 12]),
  amount: Math.round(facts.amount * chance.pick([0.98, 1, 1, 1, 1.01, 1.03])),
  identifier: chance.happens(0.2) ? facts.identifier : null,
})

const repeated = (chance: Chance, facts: Facts, position: number): Facts => ({
  ...facts,
  start: facts.start + 365,
  amount: Math.round(facts.amount * chance.pick([0.9, 1, 1, 1.1])),
  identifier: facts.identifier === null ? null : `${facts.identifier.slice(0, 13)}${position}`,
})

const titleOf = (chance: Chance, { modality, subject, audience, language, place }: Facts): string => {
  const form = chance.pick(forms[modality] ?? [])[language]
  const parts = {
    en: [`${form} ${subject.en}`, `for ${audience.en}`, place ? `in ${place[1]}` : ''],
    fr: [`${form} ${subject.fr}`, `pour ${audience.fr}`, place ? `à ${place[1]}` : ''],
  }[language]
  const told = parts.filter((part, at) => part !== '' && (at === 0 || chance.happens(0.7))).join(' ')
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}`
}

const quantityOf = ({ modality, days }: Facts): NewContribution['inKind'] => {
  if (modality === 'training') return [{ quantity: String(10 + (days % 30)), unit: 'seats' }]
  return modality === 'personnel' ? [{ quantity: String(2 + (days % 7)), unit: 'experts' }] : []
}

const told = (chance: Chance, cast: Cast, facts: Facts): NewContribution => ({
  title: titleOf(chance, facts),
  description: `${facts.subject.en}: ${facts.audience.en}. Reported for the register of the programme.`,
  language: facts.language,
  provider: facts.provider,
  implementers: facts.implementer === null || facts.implementer === facts.provider ? [] : [facts.implementer],
  beneficiary: facts.beneficiary,
  instrument: facts.instrument,
  subCluster: cast.areas.get(facts.area) ?? null,
  priorityAreas: [{ code: facts.area }],
  modality: facts.modality,
  status: chance.pick(['pledged', 'committed', 'active', 'completed']),
  money: { amount: `${facts.amount}.00`, currency: facts.currency },
  inKind: quantityOf(facts),
  period: { start: dayText(facts.start), end: dayText(facts.start + facts.days) },
  places: facts.place ? [{ country: facts.place[0], name: facts.place[1] }] : [],
  identifiers: facts.identifier === null ? [] : [{ scheme: 'iati-activity', value: facts.identifier }],
})

/** Endless, and each a prefix of any longer run. `known` are facts that may be told again; new ones are added to it. */
export function* inventContributions(seed: number, cast: Cast, known: Facts[] = []): Generator<NewContribution, never> {
  const chance = chanceFrom(seed)
  for (let position = 0; ; position += 1) {
    const drawn = chance.below(1000) / 1000
    const earlier = known.length > 0 ? chance.pick(known) : null
    if (earlier && drawn < shares.reportedTwice) {
      yield told(chance, cast, reportedTwice(chance, earlier))
      continue
    }
    const isRepeat = drawn < shares.reportedTwice + shares.repeatedNextYear
    const facts = earlier && isRepeat ? repeated(chance, earlier, position) : newFacts(chance, cast, position)
    known.push(facts)
    yield told(chance, cast, facts)
  }
}

// Where an activity is, and for whom: recipient countries and regions, of the activity or of its transactions.
import type { XmlElement } from '#model/activity.ts'
import type { NewContribution } from '#model/contribution.ts'
import { attributeOf, childOf, childrenOf, codeOf, lineOf, narrativesOf, type Notes } from './elements.ts'

/** DAC regions in Africa: Africa, north and south of Sahara, and the five that the list has known since 2020. */
const africanRegions = new Set(['298', '189', '289', '1027', '1028', '1029', '1030', '1031', '1032'])

const recipientsIn = (holders: readonly XmlElement[], name: string): { code: string; percent: string | null }[] => {
  const found = new Map<string, string | null>()
  for (const holder of holders)
    for (const one of childrenOf(holder, name)) {
      const code = codeOf(one)?.toUpperCase()
      const percent = attributeOf(one, 'percentage')
      // Who gets none of it is no recipient.
      if (percent !== null && Number(percent) === 0) continue
      if (code !== undefined && !found.has(code)) found.set(code, percent)
    }
  return [...found].map(([code, percent]) => ({ code, percent }))
}

/** Those of the activity, or where it has none those of its transactions. */
const recipientsOf = (activity: XmlElement) => {
  const own = {
    countries: recipientsIn([activity], 'recipient-country'),
    regions: recipientsIn([activity], 'recipient-region'),
  }
  if (own.countries.length + own.regions.length > 0) return own
  const moves = childrenOf(activity, 'transaction')
  return { countries: recipientsIn(moves, 'recipient-country'), regions: recipientsIn(moves, 'recipient-region') }
}

const countryName = (code: string): string | null => {
  if (!/^[A-Z]{2}$/.test(code)) return null
  return new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(code) ?? null
}

const locationsOf = (activity: XmlElement): string[] => [
  ...new Set(
    childrenOf(activity, 'location').flatMap((one) => {
      const text = narrativesOf(childOf(one, 'name'), null)[0]?.text
      return lineOf(text, 200) ?? []
    }),
  ),
]

export interface ActivityPlaces {
  /** The one State that it is for; null where it is for several, for a region or for nobody that is named. */
  beneficiary: string | null
  places: NewContribution['places']
}

type Recipients = ReturnType<typeof recipientsOf>

/** Of several recipients none is chosen, and no amount is divided among them: what each was said to get is in a note. */
const noteSeveral = ({ countries, regions }: Recipients, notes: Notes): void => {
  const all = [...countries, ...regions]
  const listed = all.slice(0, 15).map(({ code, percent }) => (percent === null ? code : `${code} ${percent} %`))
  const isAfrican = regions.some(({ code }) => africanRegions.has(code))
  const several = all.length > 1 ? ' Its amount is not divided among them.' : ''
  const detail = `For ${listed.join(', ')}.${several}${isAfrican || regions.length === 0 ? '' : ' No region of these is in Africa.'}`
  notes.note(regions.length > 0 ? 'recipient-region' : 'recipient-country', detail)
}

const placesIn = (activity: XmlElement, countries: Recipients['countries'], only: string | null) => {
  const country = only === null ? {} : { country: only }
  const named = locationsOf(activity).map((name) => ({ ...country, name }))
  const apart = only !== null && named.length > 0 ? [] : countries.map(({ code }) => ({ country: code }))
  return [...apart, ...named].slice(0, 20)
}

export const placesOf = (activity: XmlElement, notes: Notes): ActivityPlaces => {
  const { countries, regions } = recipientsOf(activity)
  const known = countries.filter(({ code }) => countryName(code) !== null)
  for (const { code } of countries)
    if (countryName(code) === null)
      notes.note('recipient-country', `"${code.slice(0, 20)}" is no country that is known.`)
  const only = known.length === 1 && regions.length === 0 ? (known[0]?.code ?? null) : null
  if (only === null && known.length + regions.length > 0) noteSeveral({ countries: known, regions }, notes)
  const places = placesIn(activity, known, only)
  return {
    beneficiary: only === null ? null : countryName(only),
    places: places.length > 0 ? places : undefined,
  }
}

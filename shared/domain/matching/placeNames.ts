// Folds place names so that English and French spellings of one city meet: Djouba and Juba, Alger and Algiers.
import { citiesByCountry } from './cityNames.ts'
import { foldText, wordsOf } from './foldText.ts'

/** A folded city and an ISO 3166-1 alpha-2 country, either of which may be unknown. */
export interface MatchPlace {
  country: string | null
  city: string | null
}

// French names too far from the English ones for spelling rules.
const exonyms = new Map([
  ['alger', 'algiers'], ['le caire', 'cairo'], ['le cap', 'cape town'], ['geneve', 'geneva'], ['bruxelles', 'brussels'],
  ['londres', 'london'], ['mogadiscio', 'mogadishu'], ['addis abeba', 'addis ababa'],
]) // prettier-ignore

/**
 * A city in comparable form, cut at 60 characters: French transliterations are levelled (dj, ou, ch) and the spaces
 * taken out.
 */
export function foldCity(name: string): string {
  return cityKey(foldText(name.slice(0, 120)))
}

/** `foldCity` of a name that is folded already. */
export function cityKey(folded: string): string {
  return levelled(exonyms.get(folded) ?? folded)
}

function levelled(folded: string): string {
  return folded
    .replaceAll('dj', 'j')
    .replaceAll('ou', 'u')
    .replaceAll('ch', 'sh')
    .replaceAll('y', 'i')
    .replaceAll(' ', '')
    .slice(0, 60)
}

/** Whether two folded cities are one: equal, or of one beginning that is most of the shorter (alger, algiers). */
export function sameCity(a: string, b: string): boolean {
  if (a === b) return true
  const shorter = Math.min(a.length, b.length)
  let common = 0
  while (common < shorter && a[common] === b[common]) common++
  return common >= 4 && common >= 0.75 * shorter && Math.abs(a.length - b.length) <= 3
}

const gazetteer = new Map(
  citiesByCountry.map(([city, country]): [string, MatchPlace] => [foldCity(city), { country, city: foldCity(city) }]),
)

/** The cities of the gazetteer that a title names, in words of one to three; at most four. */
export function citiesNamedIn(title: string): MatchPlace[] {
  const words = wordsOf(title.slice(0, 500)).slice(0, 80)
  const keys = words.map(cityKey)
  const found = new Map<string, MatchPlace>()
  words.forEach((_, at) => {
    for (const length of [1, 2, 3]) {
      const place = at + length <= words.length && gazetteer.get(keys.slice(at, at + length).join(''))
      if (place && place.city) found.set(place.city, place)
    }
  })
  return [...found.values()].slice(0, 4)
}

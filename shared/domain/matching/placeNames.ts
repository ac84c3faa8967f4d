// Folds place names so that English and French spellings of one city meet: Djouba and Juba, Alger and Algiers.
import { citiesByCountry } from './cityNames.ts'
import { stateNamesOf } from './countryNames.ts'
import { foldText, wordsOf } from './foldText.ts'

/** A folded city and an ISO 3166-1 alpha-2 country, either of which may be unknown. */
export interface MatchPlace {
  country: string | null
  city: string | null
}

// French, Portuguese, Spanish and German names too far from the English ones for spelling rules, both levelled.
const exonyms = new Map([
  ['alger', 'algiers'], ['lecaire', 'cairo'], ['lecap', 'capetown'], ['geneve', 'geneva'], ['bruxelles', 'brussels'],
  ['londres', 'london'], ['mogadiscio', 'mogadishu'], ['addisabeba', 'addisababa'],
  ['adisabeba', 'addisababa'], ['argel', 'algiers'], ['algier', 'algiers'], ['elcairo', 'cairo'], ['kairo', 'cairo'],
  ['kapstadt', 'capetown'], ['tombouctou', 'timbuktu'], ['timbuctu', 'timbuktu'], ['tanger', 'tangier'],
  ['alexandrie', 'alexandria'], ['genebra', 'geneva'], ['ginebra', 'geneva'], ['genf', 'geneva'],
  ['bruxelas', 'brussels'], ['bruselas', 'brussels'], ['brussel', 'brussels'], ['lahaye', 'thehague'],
  ['denhaag', 'thehague'], ['haia', 'thehague'], ['lahaya', 'thehague'], ['vienne', 'vienna'], ['viena', 'vienna'],
  ['wien', 'vienna'], ['berne', 'bern'], ['lisbonne', 'lisbon'], ['lisboa', 'lisbon'], ['lissabon', 'lisbon'],
  ['varsovie', 'warsaw'], ['warschau', 'warsaw'], ['moscou', 'moscow'], ['moskau', 'moscow'], ['athenes', 'athens'],
  ['bucarest', 'bucharest'], ['copenhague', 'copenhagen'], ['kopenhagen', 'copenhagen'], ['edimbourg', 'edinburgh'],
  ['beyrouth', 'beirut'], ['damas', 'damascus'], ['damaskus', 'damascus'], ['alep', 'aleppo'], ['bagdad', 'baghdad'],
  ['teheran', 'tehran'], ['pekin', 'beijing'], ['peking', 'beijing'], ['lahavane', 'havana'],
  ['lahabana', 'havana'], ['kiev', 'kyiv'], ['kiew', 'kyiv'], ['riad', 'riyadh'],
  ['novaiorque', 'newyork'], ['nuevayork', 'newyork'], ['rom', 'rome'], ['roma', 'rome'],
  ['prag', 'prague'], ['munchen', 'munich'], ['eriwan', 'yerevan'],
  ['addis', 'addisababa'], ['debrezeit', 'bishoftu'], ['muqdisho', 'mogadishu'], ['chisimaio', 'kismayo'],
  ['kismaayo', 'kismayo'],
  ['القاهره', 'cairo'], ['طرابلس', 'tripoli'], ['الخرطوم', 'khartoum'], ['مقديشو', 'mogadishu'], ['جوبا', 'juba'],
  ['نواكشوط', 'nouakchott'], ['تونس', 'tunis'], ['الجزاير', 'algiers'], ['الرباط', 'rabat'], ['نيروبي', 'nairobi'],
  ['اديس ابابا', 'addisababa'], ['بانغي', 'bangui'],
  ['انجمينا', 'ndjamena'], ['باماكو', 'bamako'], ['الفاشر', 'el fasher'],
].map(([french = '', english = '']): [string, string] => [levelled(french), levelled(english)])) // prettier-ignore

/**
 * A city in comparable form, cut at 60 characters: French transliterations are levelled (dj, ou, ch) and the spaces
 * taken out.
 */
export function foldCity(name: string): string {
  return cityKey(foldText(name.slice(0, 120)))
}

// `foldCity` of a name that is folded already.
function cityKey(folded: string): string {
  const key = levelled(folded)
  return exonyms.get(key) ?? key
}

function levelled(folded: string): string {
  if (!/dj|ou|ch|y| /.test(folded)) return folded.slice(0, 60)
  return folded
    .replaceAll('dj', 'j')
    .replaceAll('ou', 'u')
    .replaceAll('ch', 'sh')
    .replaceAll('y', 'i')
    .replaceAll(' ', '')
    .slice(0, 60)
}

// Garoowe, El Fasher and Al Fashir: letters doubled or not, and the article.
const bareCity = (city: string): string =>
  city.replace(/^(?:al|el|as|ash|ad|an)(?=[^aeiou]{1,2}[aeiou])/, '').replace(/(.)\1/gu, '$1')

/** Whether a folded city is one that the gazetteer has. */
export const isKnownCity = (city: string): boolean => gazetteer.has(city)

/**
 * Whether two folded cities are one: equal, or of one beginning that is most of the shorter (kinshasa, kinshassa). Of one
 * that no gazetteer has, a letter may also be another.
 */
export function sameCity(one: string, other: string): boolean {
  return one === other || (mayBeSpelled(one, other) && isSpelled(one, other))
}

// No spelling changes the beginning, but for an article.
const mayBeSpelled = (one: string, other: string): boolean =>
  one[0] === other[0] || /^[ae]/.test(one) || /^[ae]/.test(other)

function isSpelled(one: string, other: string): boolean {
  const [a, b] = [bareCity(one), bareCity(other)]
  if (a === b) return true
  if (!(isKnownCity(one) && isKnownCity(other)) && isSlipApart(a, b)) return true
  const shorter = Math.min(a.length, b.length)
  let common = 0
  while (common < shorter && a[common] === b[common]) common++
  return common >= 4 && common >= 0.75 * shorter && Math.abs(a.length - b.length) <= 3
}

// One letter for another, behind the first.
const isSlipApart = (a: string, b: string): boolean =>
  a.length === b.length &&
  a.length > 4 &&
  a[0] === b[0] &&
  Array.from(a).filter((letter, at) => letter !== b[at]).length === 1

const gazetteer = new Map(
  citiesByCountry.map(([city, country]): [string, MatchPlace] => [foldCity(city), { country, city: foldCity(city) }]),
)

// What is no town, or not one: `Various`, `online`, `HQ`.
const nowhere =
  /\b(?:office|region|province|regional|n\.a\.|online|virtual|remote|nationwide|countrywide|hq|headquarters|en ligne|siege|various|multiple|several|divers|plusieurs|unknown|tbd|n\/a)\b/i

// What is said of a town beside its name: `Lagos State`, `Nairobi County`, `ville de Goma`.
const beside =
  /\b(?:states?|county|district|city|town|governorate|wilaya|prefecture|municipality|(?:ville|wilaya|district) d[eu]|(?:city|town) of)\b/gi

/** The folded cities that a place's name names: several in one name, none where it is no town. */
export function citiesIn(name: string): string[] {
  const parts = name.slice(0, 300).split(/[,;/&+]|\s-\s|\s(?:and|et|und)\s/)
  return parts.flatMap((part) => {
    if (nowhere.test(part) || /^\s*[A-Z]{2}\s*$/.test(part)) return []
    const whole = foldCity(part)
    const city = gazetteer.has(whole) ? whole : foldCity(part.replace(beside, ' ')) || whole
    return city === '' ? [] : [city]
  })
}

/** The cities of the gazetteer that a title names, in words of one to three; at most four. */
export function citiesNamedIn(title: string): MatchPlace[] {
  const keys = wordsOf(title.slice(0, 500)).slice(0, 80).map(levelled)
  const found = new Map<string, MatchPlace>()
  keys.forEach((_, at) => {
    for (const length of [1, 2, 3]) {
      const place = at + length <= keys.length && gazetteer.get(keyAt(keys, at, length))
      if (place && place.city) found.set(place.city, place)
    }
  })
  return [...found.values()].slice(0, 4)
}

function keyAt(keys: readonly string[], at: number, length: number): string {
  let key = keys[at] ?? ''
  for (let next = at + 1; next < at + length; next++) key += keys[next] ?? ''
  return exonyms.get(key) ?? key
}

const namesByCountry = new Map<string, [name: string, words: number][]>()

// Kept, since thousands of records name the same few countries.
function levelledNamesOf(country: string): [name: string, words: number][] {
  const known = namesByCountry.get(country)
  if (known) return known
  const names = stateNamesOf(country).map((name): [string, number] => [levelled(name), name.split(' ').length])
  namesByCountry.set(country, names)
  return names
}

function namesOf(places: readonly MatchPlace[]): Map<string, number> {
  const names = new Map<string, number>()
  for (const { city, country } of places) {
    if (city !== null) names.set(city, 3)
    for (const [name, length] of country === null ? [] : levelledNamesOf(country)) names.set(name, length)
  }
  return names
}

const spellingsByCity = Map.groupBy([...exonyms.keys()], (spelling) => exonyms.get(spelling) ?? '')

// Most words need not be looked at: a name begins with two letters of theirs, or with one and the next word's (N'Djamena).
const mayBegin = (key: string, beginnings: ReadonlySet<string>): boolean =>
  key.length < 2 || beginnings.has(key.slice(0, 2))

function beginningsOf(names: Iterable<string>): Set<string> {
  const beginnings = new Set<string>()
  for (const name of names)
    for (const spelling of [name, ...(spellingsByCity.get(name) ?? [])]) beginnings.add(spelling.slice(0, 2))
  return beginnings
}

/** Folded words without the names of the cities and countries of these places, of up to six words each. */
export function withoutPlaces(words: readonly string[], places: readonly MatchPlace[]): string[] {
  const names = namesOf(places)
  if (names.size === 0) return [...words]
  const longest = Math.max(...names.values())
  const beginnings = beginningsOf(names.keys())
  const keys = words.map(levelled)
  const kept: string[] = []
  for (let at = 0; at < words.length;) {
    let length = mayBegin(keys[at] ?? '', beginnings) ? Math.min(longest, words.length - at) : 0
    while (length > 0 && !names.has(keyAt(keys, at, length))) length--
    if (length === 0) kept.push(words[at] ?? '')
    at += Math.max(1, length)
  }
  return kept
}

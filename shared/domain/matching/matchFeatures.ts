// Features that comparison and blocking read, derived once per record: subject words, hashes, series markers.
import { foldText, wordsOf } from './foldText.ts'
import { cofinancersIn } from './cofinancing.ts'
import { genericConcepts, isFunctionWord } from './commonWords.ts'
import { conceptsOf } from './glossary.ts'
import { hashSet, trigramsOf } from './hashes.ts'
import type { ComparedFields } from './matchRecord.ts'
import type { Organization } from './organization.ts'
import { citiesNamedIn, foldCity, type MatchPlace, withoutPlaces } from './placeNames.ts'
import { isMarkerWord, seriesMarkersOf, type SeriesMarkers } from './seriesMarkers.ts'
import { peopleConcepts, type TextFacts, textFactsOf, textsOf } from './textFacts.ts'

export interface MatchFeatures {
  /** The title, folded, for equality. */
  foldedTitle: string
  titleTrigrams: Uint32Array
  /** The description's beginning, folded, for equality. */
  opening: string
  /** Concepts of the title that say what the work is: no organizations, places, numbers or words of every title. */
  subject: string[]
  subjectHashes: Uint32Array
  /** All concepts of the title. */
  titleHashes: Uint32Array
  /** Concepts of title and description together, for what one record says about the other. */
  bodyHashes: Uint32Array
  /** Body concepts without organizations, places, numbers and generic words. */
  bodySubjectHashes: Uint32Array
  /** Whom the texts name behind "co-financed with", folded. */
  cofinancers: string
  markers: SeriesMarkers
  /** Concepts of sub-cluster and priority areas, and of the modality, so that languages meet. */
  area: Uint32Array
  modality: Uint32Array
  countries: string[]
  cities: string[]
  facts: TextFacts
}

const openingLength = 120

/** The features of a record. The description counts with its first 400 words. */
export function matchFeaturesOf(fields: ComparedFields): MatchFeatures {
  const texts = textsOf(fields.title, fields.description)
  const [titleWords, bodyWords] = texts
  const facts = textFactsOf(fields.title, fields.description, texts)
  const places = placesOf(fields, facts)
  const named = namedWords(fields)
  const subject = subjectOf(withoutPlaces(titleWords, places), named)
  const title = titleWords.filter((word) => !isFunctionWord(word)).flatMap(conceptsOf)
  const body = bodyWords.filter((word) => !isFunctionWord(word)).flatMap(conceptsOf)
  return {
    foldedTitle: titleWords.join(' '),
    titleTrigrams: trigramsOf(titleWords.join('')),
    opening: bodyWords.join(' ').slice(0, openingLength),
    subject,
    subjectHashes: hashSet(subject),
    titleHashes: hashSet(title),
    bodyHashes: hashSet([...title, ...body, ...titleWords, ...bodyWords.filter((word) => word.length <= 8)]),
    bodySubjectHashes: hashSet([...subject, ...subjectOf(withoutPlaces(bodyWords, places), named)]),
    cofinancers: cofinancersIn(fields.title) || cofinancersIn(fields.description ?? ''),
    markers: seriesMarkersOf(fields.title),
    area: hashSet([fields.subCluster ?? '', ...fields.priorityAreas].filter(Boolean).flatMap(codeConcepts)),
    modality: hashSet(fields.modality ? codeConcepts(fields.modality) : []),
    countries: [...new Set(places.flatMap(({ country }) => country ?? []))].toSorted().slice(0, 8),
    cities: [...new Set(places.flatMap(({ city }) => city ?? []))].toSorted().slice(0, 8),
    facts,
  }
}

// A sector code of five digits (OECD DAC) is itself and its category of three.
const codeConcepts = (code: string): string[] =>
  /^\d{5}$/.test(code)
    ? [code, code.slice(0, 3)]
    : wordsOf(code)
        .filter((word) => !isFunctionWord(word))
        .flatMap(conceptsOf)

function subjectOf(words: readonly string[], named: ReadonlySet<string>): string[] {
  const concepts = words
    .filter((word) => !isFunctionWord(word) && !isMarkerWord(word) && !named.has(word) && word.length > 1)
    .flatMap(conceptsOf)
    .filter((concept) => !named.has(concept))
  return [...new Set(concepts)]
    .filter((concept) => !genericConcepts.has(concept) && !peopleConcepts.has(concept))
    .toSorted()
}

// A row that leaves its place column empty often names the city in its title, or else in its description.
function placesOf({ places, title, provider, beneficiary }: ComparedFields, facts: TextFacts): MatchPlace[] {
  if (places.some(({ city }) => city !== null)) return places
  const own = foldCity(foldText(`${provider.name} ${beneficiary?.name ?? ''}`))
  const countries = new Set(places.flatMap(({ country }) => country ?? []))
  for (const named of [citiesNamedIn(title), facts.places]) {
    const fitting = named.filter(
      ({ city, country }) =>
        city !== null && country !== null && !own.includes(city) && (countries.size === 0 || countries.has(country)),
    )
    if (fitting.length > 0) return [...places, ...fitting]
  }
  return places
}

// A title that repeats its beneficiary says nothing new: they are compared in their own fields.
function namedWords({ provider, implementers, beneficiary }: ComparedFields): Set<string> {
  const organizations: Organization[] = [provider, ...implementers, ...(beneficiary ? [beneficiary] : [])]
  const words = new Set<string>(organizations.flatMap(({ acronyms, initials }) => [...acronyms, ...initials]))
  for (const { name } of organizations) {
    for (const word of wordsOf(name.slice(0, 300))) words.add(word)
  }
  return words
}

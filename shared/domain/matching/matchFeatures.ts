// Features that comparison and blocking read, derived once per record: subject words, hashes, series markers.
import { foldText, wordsOf } from './foldText.ts'
import { genericConcepts, isFunctionWord } from './commonWords.ts'
import { conceptsOf } from './glossary.ts'
import { hashSet } from './hashes.ts'
import type { ComparedFields } from './matchRecord.ts'
import type { Organization } from './organization.ts'
import { citiesNamedIn, foldCity, type MatchPlace, withoutPlaces } from './placeNames.ts'
import { isMarkerWord, seriesMarkersOf, type SeriesMarkers } from './seriesMarkers.ts'

export interface MatchFeatures {
  /** The title, folded, for equality. */
  foldedTitle: string
  /** Concepts of the title that say what the work is: no organizations, places, numbers or words of every title. */
  subject: string[]
  subjectHashes: Uint32Array
  /** All concepts of the title. */
  titleHashes: Uint32Array
  /** Concepts of title and description together, for what one record says about the other. */
  bodyHashes: Uint32Array
  /** Body concepts without organizations, places, numbers and generic words. */
  bodySubjectHashes: Uint32Array
  markers: SeriesMarkers
  /** Concepts of sub-cluster and priority areas, and of the modality, so that languages meet. */
  area: Uint32Array
  modality: Uint32Array
  countries: string[]
  cities: string[]
}

const mostBodyWords = 400

/** The features of a record. The description counts with its first 400 words. */
export function matchFeaturesOf(fields: ComparedFields): MatchFeatures {
  const titleWords = wordsOf(fields.title.slice(0, 500)).slice(0, 80)
  const bodyWords = fields.description ? wordsOf(fields.description.slice(0, 5000)).slice(0, mostBodyWords) : []
  const places = placesOf(fields)
  const named = namedWords(fields)
  const subject = subjectOf(withoutPlaces(titleWords, places), named)
  const title = titleWords.filter((word) => !isFunctionWord(word)).flatMap(conceptsOf)
  const body = bodyWords.filter((word) => !isFunctionWord(word)).flatMap(conceptsOf)
  return {
    foldedTitle: titleWords.join(' '),
    subject,
    subjectHashes: hashSet(subject),
    titleHashes: hashSet(title),
    bodyHashes: hashSet([...title, ...body, ...titleWords, ...bodyWords.filter((word) => word.length <= 8)]),
    bodySubjectHashes: hashSet([...subject, ...subjectOf(withoutPlaces(bodyWords, places), named)]),
    markers: seriesMarkersOf(fields.title),
    area: hashSet([fields.subCluster ?? '', ...fields.priorityAreas].filter(Boolean).flatMap(codeConcepts)),
    modality: hashSet(fields.modality ? codeConcepts(fields.modality) : []),
    countries: [...new Set(places.flatMap(({ country }) => country ?? []))].toSorted().slice(0, 8),
    cities: [...new Set(places.flatMap(({ city }) => city ?? []))].toSorted().slice(0, 8),
  }
}

const codeConcepts = (code: string): string[] =>
  wordsOf(code)
    .filter((word) => !isFunctionWord(word))
    .flatMap(conceptsOf)

function subjectOf(words: readonly string[], named: ReadonlySet<string>): string[] {
  const concepts = words
    .filter((word) => !isFunctionWord(word) && !isMarkerWord(word) && !named.has(word) && word.length > 1)
    .flatMap(conceptsOf)
    .filter((concept) => !named.has(concept))
  return [...new Set(concepts)].filter((concept) => !genericConcepts.has(concept)).toSorted()
}

// A row that leaves its place column empty often names the city in its title.
function placesOf({ places, title, provider, beneficiary }: ComparedFields): MatchPlace[] {
  if (places.some(({ city }) => city !== null)) return places
  const own = foldText(`${provider.name} ${beneficiary?.name ?? ''}`)
  const named = citiesNamedIn(title).filter(({ city }) => city !== null && !foldCity(own).includes(city))
  const countries = new Set(places.flatMap(({ country }) => country ?? []))
  return [
    ...places,
    ...named.filter(({ country }) => country !== null && (countries.size === 0 || countries.has(country))),
  ]
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

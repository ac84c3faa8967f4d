// Numbers that place a record in a series: phase 2, third tranche, cohort B's year, read from a title.
import { wordsOf } from './foldText.ts'

/** What a number counts. `phase` and `tranche` are kept apart: phase 2 may well have a tranche 1. */
export type SeriesKind = 'phase' | 'tranche' | 'cohort'

/** Numbers found per kind, and years, each ascending and distinct. */
export interface SeriesMarkers {
  numbers: Record<SeriesKind, number[]>
  years: number[]
}

const kindStems: [SeriesKind, string[]][] = [
  ['phase', 'phase stage etape fase volet مرحله'.split(' ')],
  ['tranche', 'tranche instal disburs decaiss versement payment paiement parcela rate دفعه قسط'.split(' ')],
  ['cohort', 'cohort session edition batch promotion rotation iteration round lot module serie دوره'.split(' ')],
]

/** Each line counts from one. */
const wordNumbers = new Map<string, number>(
  `i ii iii iv v vi vii viii ix x
one two three four five six
first second third fourth fifth sixth
premiere deuxieme troisieme quatrieme cinquieme
premier seconde
un deux trois quatre
اولي ثانيه ثالثه رابعه خامسه سادسه
اول ثاني ثالث رابع خامس سادس`
    .split('\n')
    .flatMap((line) => line.split(' ').map((text, at): [string, number] => [text, at + 1])),
)
for (const text of ['final', 'finale', 'derniere', 'last']) wordNumbers.set(text, 99)

/** The series markers of a text of at most 500 characters (a title); years are 1990 to 2049. */
export function seriesMarkersOf(title: string): SeriesMarkers {
  const words = wordsOf(title.slice(0, 500))
    .map(withoutArticle)
    .filter((word) => !/^(?:no|n|nr|num|numero|number|nummer)$/.test(word))
  const numbers: Record<SeriesKind, Set<number>> = { phase: new Set(), tranche: new Set(), cohort: new Set() }
  words.forEach((word, at) => {
    const kind = kindOf(word)
    const number = kind === null ? null : (numberIn(words[at + 1]) ?? ordinalIn(words[at - 1]))
    if (kind !== null && number !== null) numbers[kind].add(number)
  })
  return {
    numbers: {
      phase: ascending(numbers.phase),
      tranche: ascending(numbers.tranche),
      cohort: ascending(numbers.cohort),
    },
    years: ascending(new Set(words.flatMap(yearIn))),
  }
}

const withoutArticle = (word: string): string => word.replace(/^ال(?=...)/, '')

/** Whether a folded word belongs to a series marker and not to the subject of the title. */
export const isMarkerWord = (word: string): boolean =>
  kindOf(withoutArticle(word)) !== null || numberIn(withoutArticle(word)) !== null || /\d/.test(word)

const kindOf = (word: string): SeriesKind | null =>
  kindStems.find(([, stems]) =>
    stems.some((stem) => word.startsWith(stem) && word.length <= stem.length + (stem.length > 5 ? 5 : 1)),
  )?.[0] ?? null

// Counts above 60 are amounts of something, not places in a series.
function numberIn(word: string | undefined): number | null {
  if (word === undefined) return null
  const digits = /^(\d{1,2})(?:st|nd|rd|th|e|er|ere|eme)?$/.exec(word)?.[1]
  const number = digits === undefined ? wordNumbers.get(word) : Number(digits)
  return number === undefined || (number > 60 && number !== 99) ? null : number
}

/** `2nd instalment` and `second tranche`, but not `5 sessions`. */
export function ordinalIn(word: string | undefined): number | null {
  return word === undefined || /^\d+$/.test(word) ? null : numberIn(word)
}

const yearIn = (word: string): number[] => (/^(?:199\d|20[0-4]\d)$/.test(word) ? [Number(word)] : [])

const ascending = (numbers: ReadonlySet<number>): number[] => [...numbers].toSorted((a, b) => a - b)

// A name in the form that names of the directory are compared in: levelled words, the States among them apart.
import { isFunctionWord } from './commonWords.ts'
import { correctedSovereignOf, sovereignOf, stateOf } from './countryNames.ts'
import { type Distinctions, distinctionsOf } from './distinctions.ts'
import { foldText, isImitation } from './foldText.ts'
import { hashSet, trigramsOf } from './hashes.ts'
import { normalizeName } from './normalizeName.ts'

/** One name, ready to be compared. */
export interface ComparableName {
  folded: string
  /** Significant words, as `normalizeName` gives them. */
  words: readonly string[]
  text: string
  /** Every word that holds no sentence together, unions in full: what slips are looked for in. */
  plain: readonly string[]
  /** The words without States, plurals levelled: what is left to name the organization. */
  others: readonly string[]
  distinctions: Distinctions
  acronyms: readonly string[]
  initials: readonly string[]
  /** The State that the name means itself; with slips of the pen mended; that it speaks for. */
  sovereign: string | null
  correctedSovereign: string | null
  state: string | null
  concepts: Uint32Array
  trigrams: Uint32Array
  /** Neither longer than a name can be nor written with letters that imitate others: it may be taken for sure. */
  isHonest: boolean
}

/** No name of the directory is longer. */
const longestName = 300

/** The comparable form of a name in any spelling. */
export function comparableName(name: string): ComparableName {
  const { words, text, concepts, acronyms, initials } = normalizeName(name)
  const folded = foldText(name.slice(0, longestName))
  const distinctions = distinctionsOf(words)
  const sovereign = sovereignOf(folded)
  return {
    folded,
    words,
    text,
    plain: plainWords(folded),
    others: withoutStates(words, distinctions).map(singular),
    distinctions,
    acronyms,
    initials,
    sovereign,
    correctedSovereign: sovereign ?? correctedSovereignOf(folded),
    state: stateOf(folded),
    concepts: hashSet(concepts),
    trigrams: trigramsOf(text),
    isHonest: name.length <= longestName && !isImitation(name),
  }
}

// A little word with a slip in it (`n Somalie`) is left out like the little words themselves.
const plainWords = (folded: string): string[] =>
  folded
    .split(' ')
    .filter((word) => word.length > 2 && !isFunctionWord(word))
    .map(singular)

const withoutStates = (words: readonly string[], { stateWords }: Distinctions): string[] =>
  words.filter((_word, at) => !stateWords.has(at))

const singular = (word: string): string => (word.length >= 5 && !word.endsWith('ss') ? word.replace(/e?s$/, '') : word)

const forms = new WeakMap<object, ComparableName[]>()

/** The comparable forms of what a partner is called, made once for each partner object. */
export function comparableNamesOf(partner: object, names: () => readonly string[]): readonly ComparableName[] {
  const kept = forms.get(partner) ?? names().map(comparableName)
  forms.set(partner, kept)
  return kept
}

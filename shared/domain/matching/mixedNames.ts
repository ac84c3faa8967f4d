// Names that mix an acronym with words: `SADC RPTC`, `ICGLR Secretariat`, `HD Centre`, `EMP-ABB`, `ISS Pretoria`.
import { isShortForName, lightWords, type NormalName } from './normalizeName.ts'

/** Words of the longest short form, and of the longest name that is tried. */
const [mostShort, mostWords] = [4, 16]

/** What is left of two names without the words of an office, and without those that both have. */
function remainders(short: readonly string[], long: readonly string[]): [string[], string[]] {
  const [left, right] = [short, long].map((words) => words.filter((word) => !lightWords.has(word)))
  if (!left || !right) return [[], []]
  return [left.filter((word) => !right.includes(word)), right.filter((word) => !left.includes(word))]
}

/**
 * Whether the first name is short for the second, its words partly spelled out: `same` where what both do not have in
 * common are an acronym and the words that it stands for, `part` where a word follows the acronym (a town, a country: an
 * office of the organization; a second acronym is another organization). Null when it is no such name.
 */
export function mixedRelation(
  { words: short, acronyms }: Pick<NormalName, 'words' | 'acronyms'>,
  { words: long }: Pick<NormalName, 'words'>,
): 'same' | 'part' | null {
  if (short.length > mostShort || short.length >= long.length || long.length > mostWords) return null
  const [letters, words] = remainders(short, long)
  const isAnchored = letters.length < short.length
  if (stands(letters.join(''), words, isAnchored)) return 'same'
  const [acronym = '', place = ''] = letters
  const isOffice = letters.length === 2 && !isAnchored && !acronyms.includes(place)
  return isOffice && stands(acronym, words, false) ? 'part' : null
}

// Two letters are an acronym only beside a word in common.
const stands = (letters: string, words: readonly string[], isAnchored: boolean): boolean =>
  isShortForName(letters, words) ||
  (isAnchored && letters.length === 2 && words.length === 2 && words.every((word, at) => word[0] === letters[at]))

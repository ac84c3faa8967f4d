// Words of peace, security and aid in English, French, Portuguese, Arabic and German, brought to common concepts.
import { wordsOfAid } from './glossaryOfAid.ts'
import { wordsOfPeace } from './glossaryOfPeace.ts'

/** A stem of this many letters or fewer is a word of its own, but for a plural s; Arabic roots are shorter. */
const longestWhole = { latin: 4, arabic: 3 }

const longestStem = 18

/** Longer words are read from their beginning, so that a word costs the same whatever is sent. */
const longestWord = 40

const mostRemembered = 50_000

// Stems that stand for a whole word only, and stems that begin words.
const [whole, beginnings] = readGlossary([...wordsOfPeace, ...wordsOfAid])

/**
 * Entries are parted by `|` or a line end: stems of one concept, which the first names (`peace paix`), unless a name
 * is given (`peace+keep: peacekeep` makes two concepts of one word). A stem with a full stop is a whole word.
 */
function readGlossary(groups: readonly string[]): [Map<string, string[]>, Map<string, string[]>] {
  const maps: [Map<string, string[]>, Map<string, string[]>] = [new Map(), new Map()]
  for (const entry of groups.flatMap((group) => group.split(/[|\n]/))) {
    const [first = '', second] = entry.split(': ')
    const stems = (second ?? first).split(' ')
    const name = second === undefined ? (stems[0] ?? '').replace('.', '') : first
    for (const stem of stems) {
      const bare = stem.replace('.', '')
      const isWhole = bare !== stem || bare.length <= (isLatin(bare) ? longestWhole.latin : longestWhole.arabic)
      maps[isWhole ? 0 : 1].set(bare, name.split('+'))
    }
  }
  return maps
}

// A pure function's answers kept: the words of 100,000 records are some thousands.
const remembered = new Map<string, readonly string[]>()

/**
 * The concepts of a folded word, one or two: from the glossary by its longest stem, both parts of a German compound,
 * else the first six letters of its root (`rootOf`).
 */
export function conceptsOf(word: string): readonly string[] {
  const known = word.length <= longestWord ? remembered.get(word) : undefined
  if (known) return known
  // A copy: a slice would keep the whole text alive that it was cut from.
  const cut = Array.from(word.slice(0, longestWord)).join('')
  const concepts = derive(cut)
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(cut, concepts)
  return concepts
}

function derive(word: string): string[] {
  if (/^[\u0621-\u064a]/.test(word)) return deriveArabic(word)
  const length = stemLength(word)
  if (!isLatin(word)) return length === 0 ? [word.slice(0, 6)] : conceptsAt(word, length)
  return compound(word, length) ?? (length === 0 ? [rootOf(word)] : conceptsAt(word, length))
}

function isLatin(word: string): boolean {
  return /^[a-z]*$/.test(word)
}

/** How many letters of a word its longest stem covers; none: 0. */
function stemLength(word: string): number {
  if (whole.has(word)) return word.length
  for (let length = Math.min(word.length, longestStem); length >= 4; length--) {
    if (beginnings.has(word.slice(0, length))) return length
    if (length === word.length - 1 && word.endsWith('s') && whole.has(word.slice(0, length))) return length
  }
  return word.length === 4 && word.endsWith('s') && whole.has(word.slice(0, 3)) ? 3 : 0
}

function beginningLength(word: string): number {
  let length = Math.min(word.length, longestStem)
  while (length > 0 && !beginnings.has(word.slice(0, length))) length--
  return length
}

function conceptsAt(word: string, length: number): string[] {
  const stem = word.slice(0, length)
  return beginnings.get(stem) ?? whole.get(stem) ?? []
}

// Letters that join the parts of a compound, or end the first: Gesundheit-s-versorgung, Ernähr-ungs-sicherheit.
const joints = ['', 's', 'n', 'en', 'es', 'e', 'er', 'ung', 'ungs', 'tions']

const shortestCompound = 9
const shortestPart = 5
const longestEnding = 4

/** Both concepts of a compound whose second part begins where the longest stem ends, or null when it is none. */
function compound(word: string, length: number): string[] | null {
  if (word.length < shortestCompound || word.length - length < shortestPart) return null
  const heads = length > 0 ? [length] : [4, 5, 6].filter((head) => whole.has(word.slice(0, head)))
  for (const head of heads) {
    for (const joint of joints) {
      const tail = word.slice(head + joint.length)
      const found = word.startsWith(joint, head) && tail.length >= shortestPart ? beginningLength(tail) : 0
      if (found < shortestPart || tail.length - found > longestEnding) continue
      return [...conceptsAt(word, head), ...conceptsAt(tail, found)].slice(0, 2)
    }
  }
  return null
}

const endings =
  /(?:ations?|acao|acoes|acion|aciones|ement|amento|mento?|idade|idad|ity|ite|ique|ical|ico|ica|ing|ung|ed|ees?|en|er|es|a|e|o)$/

/**
 * The first six letters of an unknown word, without the ending and spelling that differ between languages and numbers:
 * musique, música and music; a plural, a doubled consonant. A word without a vowel is an acronym and keeps its letters.
 */
function rootOf(word: string): string {
  if (word.length < 5 || !/[aeiou]/.test(word)) return word.slice(0, 6)
  const spelled = word
    .replaceAll('ph', 'f')
    .replaceAll('th', 't')
    .replaceAll('y', 'i')
    .replace(/qu|k(?=$|s$)/g, 'c')
    .replace(/^k(?=[alor])/, 'c')
    .replace(/([b-df-hj-np-tv-z])\1/g, '$1')
  const singular = spelled.replace(/(?<=...[^isu])s$/, '')
  const root = singular.replace(endings, '')
  return (root.length >= 4 ? root : singular).slice(0, 6)
}

// The article and the particles written with it, then endings of number and kind.
function deriveArabic(word: string): string[] {
  const bare = word.replace(/^(?:[وفبك]?ال|لل)(?=...)/, '')
  for (const form of [word, bare, bare.replace(/^و(?=...)/, ''), bare.replace(/(?:يات|ات|ين|ون|ان|يه|ي|ه)$/, '')]) {
    const length = stemLength(form)
    if (length > 0) return conceptsAt(form, length)
  }
  return [bare.slice(0, 6)]
}

/** Whether the glossary knows a folded word. */
export const isGlossaryWord = (word: string): boolean => stemLength(word) > 0

/** Whether two folded words are known, with different meanings: neither is the other misspelled. */
export const areTwoWords = (a: string, b: string): boolean =>
  isGlossaryWord(a) && isGlossaryWord(b) && conceptsOf(a).join() !== conceptsOf(b).join()

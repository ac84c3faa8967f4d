// Normalizes organization names: legal forms and articles off, unions and spellings levelled, acronyms read and derived.
import { isAcronymOf } from './acronyms.ts'
import { foldText } from './foldText.ts'
import { isFunctionWord } from './commonWords.ts'
import { conceptsOf } from './glossary.ts'

/** A name in comparable form. */
export interface NormalName {
  /** Significant words in order, folded, with `un`, `au` and `eu` for the three unions. */
  text: string
  /** The same words one by one: no legal form, article or acronym that only repeats the name. */
  words: string[]
  /** All words that are written, the small ones among them: an acronym may have their letters (UNITAR: `and`). */
  spoken: string[]
  /** The words' concepts, distinct and sorted: equal across English and French word order. */
  concepts: string[]
  /** Acronyms written in the name itself, lower case. */
  acronyms: string[]
  /** Acronyms that the words' initials would make, the unions in English and in French letters. */
  initials: string[]
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/))

const legalForms = setOf(
  `inc ltd llc llp plc gmbh ggmbh ev asbl vzw sarl sas sa srl spa bv nv ag ngo ong stichting incorporated limited corp`,
)

// Words that an office adds to its organization's name without becoming another organization.
export const lightWords = setOf('secretariat general generale executive comm hq headquarters siege intl')

// Small words of names that stand for no letter of an acronym, or for one that is seldom written.
const smallWords = setOf('aupres contre against between towards vers chez per e al')

const spelledOut = new Map(
  `univ university, intl international, int l international, e v ev, b v bv, s a sa, dept department, govt government, devt development,
  assoc association, assn association, natl national, inst institute, prog programme, program programme, ctr centre,
  center centre, defense defence, labor labour, org organization, co operation cooperation, co ordination coordination,
  stand by standby, peace keeping peacekeeping, peace building peacebuilding`
    .split(/,\s+/)
    .map((line): [string, string] => [line.slice(0, line.lastIndexOf(' ')), line.slice(line.lastIndexOf(' ') + 1)]),
)
const spellings = new RegExp(`\\b(?:${[...spelledOut.keys()].join('|')})\\b`, 'g')

const unionLetters = new Map([
  ['un', [['u', 'n'], ['n', 'u']]],
  ['au', [['a', 'u'], ['u', 'a']]],
  ['eu', [['e', 'u'], ['u', 'e']]],
]) // prettier-ignore

// No `\b` beside Arabic letters: a word ends where a space or the text does.
const unions: [RegExp, string][] = [
  [/(?<![^ ])(?:united nations|nations unies|nacoes unidas|naciones unidas|vereinte nationen|onu|الامم المتحده)(?![^ ])/g, 'un'],
  [/(?<![^ ])(?:african union|union africaine|uniao africana|union africana|afrikanische union|ua|الاتحاد الافريقي)(?![^ ])/g, 'au'],
  [/(?<![^ ])(?:european union|union europeenne|uniao europeia|union europea|europaische union|ue|الاتحاد الاوروبي)(?![^ ])/g, 'eu'],
] // prettier-ignore

const isUnion = (word: string): boolean => unionLetters.has(word)

const isSmall = (word: string): boolean => (isFunctionWord(word) && !isUnion(word)) || smallWords.has(word)

/** The comparable form of a name in any spelling, cut at 300 characters. */
export function normalizeName(name: string): NormalName {
  const cut = name.slice(0, 300)
  let folded = foldText(cut.replace(/\b(?:[A-Za-z]\.){2,}/g, (dotted) => dotted.replaceAll('.', '')))
  for (const [spelling, short] of unions) folded = folded.replace(spelling, short)
  folded = folded.replace(spellings, (short) => spelledOut.get(short) ?? short).replace(/isation(?=s?\b)/g, 'ization')
  const written = folded.split(' ').filter((word) => word !== '')
  const lawful = written.filter((word) => !legalForms.has(word))
  const all = lawful.length > 0 ? lawful : written
  const acronyms = writtenAcronyms(cut, all)
  const words = withoutRepeats(acronyms, all)
  return {
    text: words.join(' '),
    words,
    spoken: all,
    concepts: conceptsOfName(words),
    acronyms,
    initials: initialsOf(words, all),
  }
}

/** Whether the letters are short for a normalized name, the unions read in English or in French. */
export const isShortForName = (letters: string, words: readonly string[]): boolean =>
  [0, 1].some((language) =>
    isAcronymOf(
      letters,
      words.flatMap((word) => unionLetters.get(word)?.[language] ?? [word]),
      isSmall,
    ),
  )

// `International Organization for Migration (IOM)` and `IOM - ...` say one name twice.
function withoutRepeats(acronyms: readonly string[], all: readonly string[]): string[] {
  const repeated = acronyms.filter(
    (letters) =>
      all.includes(letters) &&
      isShortForName(
        letters,
        all.filter((word) => word !== letters),
      ),
  )
  const left = all.filter((word) => !repeated.includes(word))
  const significant = left.filter((word) => !isFunctionWord(word) || isUnion(word))
  return significant.length > 0 ? significant : left
}

function conceptsOfName(words: readonly string[]): string[] {
  const heavy = words.filter((word) => !lightWords.has(word))
  const kept = heavy.length > 0 ? heavy : words
  return [...new Set(kept.flatMap((word) => (isUnion(word) ? [word] : conceptsOf(word))))].toSorted()
}

// A name all in capitals is no acronym, unless it is a single word.
function writtenAcronyms(name: string, words: readonly string[]): string[] {
  const shouted = name === name.toUpperCase() && words.length > 2
  const inBrackets = name.match(/(?<=\()[A-Z][A-Za-z]{1,11}(?=\))/g) ?? []
  const capitals = shouted ? inBrackets : (name.match(/\b[A-Z][A-Za-z]{0,3}[A-Z]+(?:-[A-Z]+)*\b/g) ?? [])
  const alone = words.length === 1 && (words[0] ?? '').length <= 8 && name.length <= 10 ? words : []
  const found = [...capitals.map((text) => foldText(text).replaceAll(' ', '')), ...alone]
  return [...new Set(found)].filter((text) => text.length >= 2 && text.length <= 12).slice(0, 6)
}

function initialsOf(words: readonly string[], all: readonly string[]): string[] {
  const made = [0, 1].flatMap((language) =>
    [words, all].map((part) =>
      part.map((word) => unionLetters.get(word)?.[language]?.join('') ?? word.slice(0, 1)).join(''),
    ),
  )
  return [...new Set(made)].filter((text) => text.length >= 3 && text.length <= 14)
}

// Normalizes organization names: legal forms and articles off, unions spelled one way, acronyms read and derived.
import { foldText } from './foldText.ts'
import { isFunctionWord } from './commonWords.ts'
import { conceptsOf } from './glossary.ts'

/** A name in comparable form. */
export interface NormalName {
  /** Significant words in order, folded, with `un`, `au` and `eu` for the three unions. */
  text: string
  /** The words' concepts, distinct and sorted: equal across English and French word order. */
  concepts: string[]
  /** Acronyms written in the name itself, lower case. */
  acronyms: string[]
  /** Acronyms that the words' initials would make. */
  initials: string[]
}

const legalForms = new Set(
  `inc ltd llc plc gmbh ev asbl sarl sas sa ngo ong foundation stichting incorporated limited corp`.split(' '),
)

// Words that an office adds to its organization's name without becoming another organization.
const lightWords = new Set(`secretariat general generale executive comm hq headquarters siege intl`.split(' '))

const unionAcronyms = new Set(['un', 'au', 'eu'])

const unions: [RegExp, string][] = [
  [/\b(?:united nations|nations unies|nacoes unidas|vereinte nationen|onu)\b/g, 'un'],
  [/\b(?:african union|union africaine|uniao africana|ua)\b/g, 'au'],
  [/\b(?:european union|union europeenne|uniao europeia|ue)\b/g, 'eu'],
]

/** The comparable form of a name in any spelling, cut at 300 characters. */
export function normalizeName(name: string): NormalName {
  const cut = name.slice(0, 300)
  let folded = foldText(cut.replace(/\b(?:[A-Za-z]\.){2,}/g, (dotted) => dotted.replaceAll('.', '')))
  for (const [spelling, short] of unions) folded = folded.replace(spelling, short)
  const all = folded.split(' ').filter((word) => word !== '' && !legalForms.has(word))
  const significant = all.filter((word) => !isFunctionWord(word) || unionAcronyms.has(word))
  const words = significant.length > 0 ? significant : all
  return {
    text: words.join(' '),
    concepts: conceptsOfName(words),
    acronyms: writtenAcronyms(cut, words),
    initials: initialsOf(words, all),
  }
}

function conceptsOfName(words: readonly string[]): string[] {
  const heavy = words.filter((word) => !lightWords.has(word))
  const kept = heavy.length > 0 ? heavy : words
  return [...new Set(kept.flatMap((word) => (unionAcronyms.has(word) ? [word] : conceptsOf(word))))].toSorted()
}

// A name all in capitals is no acronym, unless it is a single word.
function writtenAcronyms(name: string, words: readonly string[]): string[] {
  const shouted = name === name.toUpperCase() && words.length > 2
  const capitals = shouted ? [] : (name.match(/\b[A-Z][A-Za-z]{0,3}[A-Z]+(?:-[A-Z]+)*\b/g) ?? [])
  const alone = words.length === 1 && (words[0] ?? '').length <= 8 && name.length <= 10 ? words : []
  const found = [...capitals.map((text) => foldText(text).replaceAll(' ', '')), ...alone]
  return [...new Set(found)].filter((text) => text.length >= 2 && text.length <= 12).slice(0, 6)
}

function initialsOf(words: readonly string[], all: readonly string[]): string[] {
  const made = [words, all].map((part) =>
    part.map((word) => (unionAcronyms.has(word) ? word : word.slice(0, 1))).join(''),
  )
  return [...new Set(made)].filter((text) => text.length >= 3 && text.length <= 14)
}

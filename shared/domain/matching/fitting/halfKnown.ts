// Rows as they come from a programme that the glossary and the directory know only half: what the weights must bear.
import { foldText } from '../foldText.ts'
import { conceptsOf, isGlossaryWord } from '../glossary.ts'
import { hashOf } from '../hashes.ts'
import type { MatchRow } from '../matchRow.ts'

/** Whether a half by chance, the same on every run, holds a concept or the id of a partner. */
export const isInHalf = (name: string): boolean => hashOf(name) % 2 === 0

/** The row with every glossary word of half the concepts made a word that the glossary does not know. */
export function halfKnownRow(row: MatchRow): MatchRow {
  const { title, description } = row
  return { ...row, title: halfKnown(title), description: halfKnown(description) }
}

const halfKnown = (text: unknown): unknown =>
  typeof text === 'string' ? text.replace(/[\p{Script=Latin}\p{M}]{3,}/gu, (word) => unknownFor(word)) : text

// The first letter stays, since acronyms are made of it, and forms of one word stay alike: `peace` becomes `pxeace`.
function unknownFor(word: string): string {
  const folded = foldText(word)
  if (!isGlossaryWord(folded) || conceptsOf(folded).every(isInHalf)) return word
  const [first = ''] = word
  return `${first}x${word.slice(first.length)}`
}

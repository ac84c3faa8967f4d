// The words that a contribution is found by: of its title and of its provider's names, folded.
import { wordsOf } from './matching/foldText.ts'

const maxWords = 24

export const listingWords = (texts: readonly string[]): string[] =>
  [...new Set(texts.flatMap((text) => wordsOf(text)))].filter((word) => word.length >= 2).slice(0, maxWords)

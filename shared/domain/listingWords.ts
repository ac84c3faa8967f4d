// The words that contributions are found by: of a title, and of the names of its provider, folded.
import { wordsOf } from './matching/foldText.ts'

/** A title of 500 characters with more words than this has words of four letters on average: no title has. */
const maxWords = 100
/** A word is a part of a key: what is beyond this of a longer one is not searched. */
const maxLetters = 40

export const listingWords = (texts: readonly string[]): string[] =>
  [...new Set(texts.flatMap((text) => wordsOf(text)).map((word) => word.slice(0, maxLetters).toWellFormed()))]
    .filter((word) => word.length >= 2)
    .slice(0, maxWords)

/** What a search finds a partner by, and so all that it provides: its code, names and acronyms, in every language. */
export const providerWords = (partner: {
  id: string
  names: Record<string, string | undefined>
  acronyms: readonly string[]
}): string[] =>
  listingWords([partner.id, ...Object.values(partner.names).filter((name) => name !== undefined), ...partner.acronyms])

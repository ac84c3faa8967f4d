// Whether an acronym can be short for a name: its letters are beginnings of the name's words, in order.

/** Longer acronyms and names are not tried, so that a hostile name costs no more than a long one. */
const [mostLetters, mostWords] = [14, 16]

/** A word gives at most this many letters: `fo-m-a-c`, `sha-c-d-o`, `coop-i`. */
const mostOfOneWord = 4

/**
 * Whether the letters are short for these folded words. Every telling word gives at least its first letter; what
 * `isSmall` finds (articles, prepositions) may be passed over. Words that give more than one letter are taken for five
 * letters and more, and for three words and more, since few letters can be read out of many names.
 */
export function isAcronymOf(letters: string, words: readonly string[], isSmall: (word: string) => boolean): boolean {
  const telling = words.filter((word) => !isSmall(word)).length
  if (letters.length < 3 || letters.length > mostLetters || words.length > mostWords || telling < 2) return false
  const most = letters.length >= 5 && telling >= 3 ? mostOfOneWord : 1
  let ends: ReadonlySet<number> = new Set([0])
  for (const word of words) ends = endsAfter(word, letters, ends, { most, mayPass: isSmall(word) })
  return ends.has(letters.length)
}

interface Reading {
  most: number
  mayPass: boolean
}

// Where reading may stand after a word that gives one letter or more, or none where it may be passed over.
function endsAfter(word: string, letters: string, ends: ReadonlySet<number>, { most, mayPass }: Reading): Set<number> {
  const next = new Set(mayPass ? ends : [])
  for (const end of ends) {
    let length = 0
    while (length < Math.min(most, word.length) && word[length] === letters[end + length]) next.add(end + ++length)
  }
  return next
}

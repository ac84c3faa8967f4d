// Slips of the pen between two names: letters left out, doubled, changed or turned round, in words that are none of their own.

/** Longer words are compared letter by letter only: no word of a name is longer. */
const longestWord = 30

/** How many slips a name bears at most: one in a short name, three in a long one. */
const mostSlips = (letters: number): number => (letters >= 36 ? 3 : letters >= 18 ? 2 : 1)

/**
 * How many slips two lists of folded words are apart, word by word, or null when they are more than slips apart. A word
 * may differ by one letter, or two neighbours be turned round, from its second letter on: first letters are seldom
 * missed, and telling (`east`, `west`; `gambia`, `zambia`). Words of fewer than four letters, numbers, and words that
 * `isOwn` knows to be words of their own on both sides never count as a slip of each other.
 */
export function slipsBetween(
  a: readonly string[],
  b: readonly string[],
  isOwn: (word: string) => boolean,
): number | null {
  if (a.length !== b.length) return null
  const most = mostSlips(Math.min(lettersOf(a), lettersOf(b)))
  let slips = 0
  for (const [at, word] of a.entries()) {
    const other = b[at] ?? ''
    if (word === other) continue
    if (!isSlip(word, other) || (isOwn(word) && isOwn(other))) return null
    if (++slips > most) return null
  }
  return slips
}

const lettersOf = (words: readonly string[]): number => words.reduce((sum, word) => sum + word.length, 0)

/** Whether two different words are one slip apart. */
export function isSlip(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 4 || Math.max(a.length, b.length) > longestWord) return false
  if (/\d/.test(a + b) || a[0] !== b[0]) return false
  const [left, right] = withoutCommonEnds(a, b)
  const turned = left.length === 2 && left[0] === right[1] && left[1] === right[0]
  return Math.max(left.length, right.length) === 1 || (turned && right.length === 2)
}

function withoutCommonEnds(a: string, b: string): [string, string] {
  const shorter = Math.min(a.length, b.length)
  let [start, end] = [0, 0]
  while (start < shorter && a[start] === b[start]) start++
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)]
}

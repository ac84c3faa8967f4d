// Slips of the pen between two names: letters left out, doubled, changed or turned round.

/** Longer words are no words of a name. */
const longestWord = 30

/** How many slips a name bears at most: one in a short name, three in a long one. */
const mostSlips = (letters: number): number => (letters >= 36 ? 3 : letters >= 18 ? 2 : 1)

/** In a name of so many letters and words a slip may also be at a word's first letter, which is seldom missed. */
const [lettersOfLong, wordsOfLong] = [18, 3]

/**
 * How many slips two lists of folded words are apart, word by word, or null when they are more than slips apart.
 * `areTwo` says of two words that they are two words of the language, and no slip of each other.
 */
export function slipsBetween(
  a: readonly string[],
  b: readonly string[],
  areTwo: (one: string, other: string) => boolean,
): number | null {
  if (a.length !== b.length) return null
  const letters = Math.min(a.join('').length, b.join('').length)
  const isLong = letters >= lettersOfLong && a.length >= wordsOfLong
  const pairs = a.map((word, at): [string, string] => [word, b[at] ?? '']).filter(([one, other]) => one !== other)
  const areSlips =
    pairs.length <= mostSlips(letters) &&
    pairs.every(([one, other]) => isSlip(one, other, isLong) && !areTwo(one, other))
  return areSlips ? pairs.length : null
}

/**
 * Whether two different words are one slip apart: a letter left out, added or changed, or two neighbours turned round.
 * Words of three letters and numbers never are, nor two words of four. Nor is a changed first letter one (`gambia`, `zambia`), nor, but for
 * `alsoFirst` in words of six letters, any other slip there (`east`, `beast`).
 */
export function isSlip(a: string, b: string, alsoFirst = false): boolean {
  const [shorter, longer] = [Math.min(a.length, b.length), Math.max(a.length, b.length)]
  if (shorter < (longer === shorter ? 5 : 4) || longer > longestWord || longer > shorter + 1) return false
  if (a[0] === b[0] || (alsoFirst && longer >= 6)) return areSlip(...withoutCommonEnds(a, b), a[0] === b[0])
  return false
}

// What is left of two words when their common ends are off.
function areSlip(left: string, right: string, fromSecond: boolean): boolean {
  if (left.length > 2 || /\d/.test(left + right)) return false
  if (left.length !== right.length) return left.length + right.length === 1
  return (left.length === 1 && fromSecond) || isTurnedRound(left, right)
}

const isTurnedRound = (a: string, b: string): boolean => a.length === 2 && a[0] === b[1] && a[1] === b[0]

/** Whether two words are at most one letter apart, at any place: what may be meant, and not what is. */
export function isNear(a: string, b: string): boolean {
  const [left, right] = withoutCommonEnds(a, b)
  return Math.max(left.length, right.length) <= 1
}

function withoutCommonEnds(a: string, b: string): [string, string] {
  const shorter = Math.min(a.length, b.length)
  let [start, end] = [0, 0]
  while (start < shorter && a[start] === b[start]) start++
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)]
}

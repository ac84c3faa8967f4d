// Small hashed word sets: the comparable form of a text, a few bytes a word, compared by one merge.

/** FNV-1a over UTF-16 units, 32 bits: good enough to tell words apart, and the same on every machine. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** The words as ascending, distinct hashes. */
export function hashSet(words: Iterable<string>): Uint32Array {
  const hashes = new Set<number>()
  for (const word of words) hashes.add(hashOf(word))
  return Uint32Array.from(hashes).toSorted()
}

/** How many hashes two ascending sets have in common. */
export function commonCount(a: Uint32Array, b: Uint32Array): number {
  let [i, j, count] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0)
    if (difference === 0) count++
    if (difference <= 0) i++
    if (difference >= 0) j++
  }
  return count
}

/** Dice's coefficient of two sets: 0 with nothing in common, 1 when equal; 0 when one is empty. */
export function diceOf(a: Uint32Array, b: Uint32Array): number {
  return a.length === 0 || b.length === 0 ? 0 : (2 * commonCount(a, b)) / (a.length + b.length)
}

/** The letter trigrams of a text, with its ends marked: the spelling-tolerant form of a name. */
export function trigramsOf(text: string): Uint32Array {
  const marked = ` ${text.slice(0, 200)} `
  return hashSet(Array.from({ length: Math.max(0, marked.length - 2) }, (_, at) => marked.slice(at, at + 3)))
}

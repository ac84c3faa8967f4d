// What people count amounts in.

/** Alternatives of a regular expression over folded text; a thousand million comes first. */
export const multipleWords: [words: string, multiple: bigint][] = [
  ['billions?|milliards?|bilhoes|mil milhoes|bn|مليار', 1_000_000_000n],
  ['millions?|milhao|milhoes|mio|mln|mn|m|مليون|ملايين', 1_000_000n],
  ['thousands?|milliers?|mille|mil|k|الف|الاف', 1000n],
]

/** A thousand in Portuguese and Spanish, and what others write for a million. */
export const mayBeMillion = /(?:^|[\d ])mil(?= |$)/

// A seeded source of chance: the same seed makes the same data on every machine.

export interface Chance {
  /** A whole number from 0 up to and without the limit. */
  below: (limit: number) => number
  pick: <T>(list: readonly T[]) => T
  /** The first of a list most often: a few partners do most of the work. */
  pickEarly: <T>(list: readonly T[]) => T
  /** True in this share of cases, from 0 to 1. */
  happens: (share: number) => boolean
}

/** Mulberry32: 32 bits of state are plenty for test data. */
export const chanceFrom = (seed: number): Chance => {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const at = <T>(list: readonly T[], share: number): T => {
    const found = list[Math.floor(share * list.length)]
    if (found === undefined) throw new RangeError('There is nothing to pick from.')
    return found
  }
  return {
    below: (limit) => Math.floor(next() * limit),
    pick: (list) => at(list, next()),
    pickEarly: (list) => at(list, next() ** 1.7),
    happens: (share) => next() < share,
  }
}

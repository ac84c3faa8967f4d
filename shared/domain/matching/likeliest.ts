// Who is worth a comparison in a crowd: for every record the few others that look most like it, whatever order they came in.

/** A record is compared with this many others at most, beside those that have it among theirs. */
export const mostCandidates = 24

/** Of look-alikes with so many: all of a cluster that this holds are compared with each other. */
export const mostLookAlikes = 48

const lookAlike = 4
const plenty = 6

/** Whether two records of so many points look alike enough to be worth a place beyond the usual. */
export const isLookAlike = (points: number): boolean => points >= lookAlike

/** How much points count for a place: those of look-alikes in whole points, up to 6, so that `isNearer` picks among them. */
export const rankOf = (points: number): number => (isLookAlike(points) ? Math.floor(Math.min(points, plenty)) : points)

/**
 * Whether `x` comes before `y` among others that look as much like the record `own`: those recorded before it first, the
 * latest of them first, then those that came after (ids are made in the order of time). So the list of a record in a
 * crowd is full of what was there before it, and nothing that comes later moves it.
 */
export function isNearer(own: string, x: string, y: string): boolean {
  const isBefore = x < own
  if (isBefore !== y < own) return isBefore
  return isBefore ? x > y : x < y
}

/** How far a full list reaches: who has its last place, and of what rank. */
export interface Reach {
  rank: number
  last: string
}

/** Whether another has a place in the full list of the record `own`, or comes before the last who has one. */
export const isInReach = (own: string, { rank, last }: Reach, other: { id: string; rank: number }): boolean =>
  other.rank === rank ? other.id === last || isNearer(own, other.id, last) : other.rank > rank

/** The likeliest others of each record, by places in a list. */
export interface Likeliest {
  /** Tells of a pair, once: how alike the two look. */
  add: (a: number, b: number, points: number) => void
  /** For each record the later ones that are among its likeliest, or that have it among theirs. */
  pairs: () => Generator<[number, number[]]>
}

/** How many places of a list, the likeliest first, are taken. */
export const placesTaken = (ranks: readonly number[]): number => {
  const others = ranks.findIndex((rank) => !isLookAlike(rank))
  const lookAlikes = others < 0 ? ranks.length : others
  return Math.min(ranks.length, Math.max(mostCandidates, Math.min(lookAlikes, mostLookAlikes)))
}

/**
 * Keeps the likeliest others of each record, of which the ids are given. Memory is `records × mostLookAlikes × 8` bytes,
 * however many pairs are told of.
 */
export function likeliestAmong(ids: readonly string[]): Likeliest {
  const most = mostLookAlikes
  const places = new Uint32Array(ids.length * most)
  const rankAt = new Float32Array(ids.length * most)
  const counts = new Uint32Array(ids.length)
  const idOf = (place: number): string => ids[place] ?? ''

  const keep = (record: number, other: number, rank: number): void => {
    const from = record * most
    let slot = from + (counts[record] ?? 0)
    const comesBefore = (taken: number): boolean => {
      const standing = rankAt[taken] ?? 0
      if (rank !== standing) return rank > standing
      return isNearer(idOf(record), idOf(other), idOf(places[taken] ?? 0))
    }
    if (slot < from + most) counts[record] = slot - from + 1
    else if (comesBefore(slot - 1)) slot -= 1
    else return
    for (; slot > from && comesBefore(slot - 1); slot--) {
      places[slot] = places[slot - 1] ?? 0
      rankAt[slot] = rankAt[slot - 1] ?? 0
    }
    places[slot] = other
    rankAt[slot] = rank
  }

  const listed = (record: number): Uint32Array => {
    const from = record * most
    const taken = placesTaken([...rankAt.subarray(from, from + (counts[record] ?? 0))])
    return places.subarray(from, from + taken)
  }

  return {
    add: (a, b, points) => {
      const rank = rankOf(points)
      keep(a, b, rank)
      keep(b, a, rank)
    },
    *pairs() {
      const later = Array.from(ids, () => new Set<number>())
      for (const record of ids.keys())
        for (const other of listed(record)) later[Math.min(record, other)]?.add(Math.max(record, other))
      for (const [record, others] of later.entries()) yield [record, [...others]]
    },
  }
}

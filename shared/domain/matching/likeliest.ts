// Who is worth a comparison in a crowd: for every record the few others that look most like it, whatever order they came in.

/** The likeliest others of each record, by places in a list. */
export interface Likeliest {
  /** Tells of a pair, once: how alike the two look. */
  add: (a: number, b: number, points: number) => void
  /** For each record the later ones that are among its likeliest, or that have it among theirs. */
  pairs: () => Generator<[number, number[]]>
}

/**
 * Keeps `most` others of each of `records`, those with the most points, and of equal points those that `isBefore` puts
 * first. Memory is `records × most × 8` bytes, however many pairs are told of.
 */
export function likeliestAmong(records: number, most: number, isBefore: (x: number, y: number) => boolean): Likeliest {
  const places = new Uint32Array(records * most)
  const pointsAt = new Float32Array(records * most)
  const counts = new Uint32Array(records)

  const keep = (record: number, other: number, points: number): void => {
    const from = record * most
    let at = from + (counts[record] ?? 0)
    const comesBefore = (slot: number): boolean => {
      const standing = pointsAt[slot] ?? 0
      return points > standing || (points === standing && isBefore(other, places[slot] ?? 0))
    }
    if (at < from + most) counts[record] = at - from + 1
    else if (comesBefore(at - 1)) at -= 1
    else return
    for (; at > from && comesBefore(at - 1); at--) {
      places[at] = places[at - 1] ?? 0
      pointsAt[at] = pointsAt[at - 1] ?? 0
    }
    places[at] = other
    pointsAt[at] = points
  }

  return {
    add: (a, b, points) => {
      keep(a, b, points)
      keep(b, a, points)
    },
    *pairs() {
      const later = Array.from({ length: records }, () => new Set<number>())
      for (let record = 0; record < records; record++)
        for (const other of places.subarray(record * most, record * most + (counts[record] ?? 0)))
          later[Math.min(record, other)]?.add(Math.max(record, other))
      for (const [record, others] of later.entries()) yield [record, [...others]]
    },
  }
}

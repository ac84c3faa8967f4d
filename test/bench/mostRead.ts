// The most that a request can read: what it asked for, item by item, with every item as large as it may get.
import type { Part } from './capacity.ts'

type Parts = ReadonlyMap<string, Part>

/** A unit is 4 KB read strongly consistent, or 8 KB eventually. */
const unitBytes = 4096

/** Bytes of one item of each kind at most: a cell year with every figure, a long record. */
const fullItem = { cellYear: 700, presence: 4000, neededRow: 4000, gap: 700, record: unitBytes }

/** Kinds of items besides: references, cursors' key, membership, idempotency keys. */
const smallItem = unitBytes

const eventually = ({ calls, items }: Part, bytes: number): number =>
  calls * 0.5 + Math.ceil((items * bytes) / unitBytes) * 0.5

const strongly = ({ items }: Part, bytes: number): number => items * Math.ceil(bytes / unitBytes)

/** Every part at its most, by how it is read; a part that is not named is a point read of a small item. */
const sum = (parts: Parts, most: Record<string, (part: Part) => number>): number =>
  [...parts].reduce((total, [name, part]) => {
    if (name.startsWith('transaction')) return total
    return total + (most[name] ?? ((one: Part) => Math.max(one.units, one.calls * (smallItem / unitBytes))))(part)
  }, 0)

const cells = { 'query COVERAGE': (part: Part) => eventually(part, fullItem.cellYear) }
const gaps = {
  // The presence of partners is read as cells are, a place with all partners an item.
  'query COVERAGE': (part: Part) => eventually(part, fullItem.presence),
  'query GAPS': (part: Part) => eventually(part, fullItem.gap),
  'query NEEDED': (part: Part) => eventually(part, fullItem.neededRow),
}
const search = {
  ...cells,
  // A look at a block is of at most 16 entries of 242 bytes, read eventually: half a unit.
  'query BLOCK': ({ calls }: Part) => calls * 0.5,
  // Six candidates at most, each of one unit at most when read eventually.
  'get CONTRIBUTION': () => 6,
}

export const readsOf = {
  get: (parts: Parts): number => sum(parts, { 'get CONTRIBUTION': (part) => strongly(part, fullItem.record) }),
  list: (parts: Parts): number =>
    sum(
      parts,
      Object.fromEntries([...parts.keys()].filter((name) => name.startsWith('query')).map((name) => [name, () => 25])),
    ),
  /** The design's own number. */
  programme: (parts: Parts): number => Math.min(5, sum(parts, cells)),
  coverage: (parts: Parts): number => sum(parts, cells),
  gaps: (parts: Parts): number => sum(parts, gaps),
  check: (parts: Parts): number => sum(parts, search),
}

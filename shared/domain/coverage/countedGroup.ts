// The records that are counted together, and who is the same as whom among them (formula 4).
import type { CountedRecord } from './cells.ts'
import type { StageAmounts } from './stages.ts'

/**
 * Records that decisions, open pairs and envelopes tie together. Pairs that name a record outside the group, or a
 * withdrawn one, say nothing.
 */
export interface CountedGroup {
  records: CountedRecord[]
  /** Confirmed `same-contribution` decisions. */
  confirmed: { survivor: string; other: string }[]
  /** `duplicate-record` pairs that are open or not yet confirmed, with their score from 0 to 1. */
  open: { a: string; b: string; score: number }[]
  /** Envelopes declared by decision, beside those that the records declare themselves. */
  partOf: { part: string; whole: string }[]
  /** A child's own US cents at its parent's month; null where its own conversion stands. */
  childUsdAtParentMonth?: (childId: string, parentId: string) => StageAmounts | null
}

/** Records confirmed to be one contribution, which counts as its survivor. */
export interface DuplicateNode {
  survivor: CountedRecord
  members: CountedRecord[]
}

/** Nodes connected by open pairs, with the largest score among those pairs (0 for a single node). */
export interface DuplicateComponent {
  nodes: DuplicateNode[]
  score: number
}

/** The records that count at all: a withdrawn one is in no figure and reduces none. */
export function liveRecords(group: CountedGroup): CountedRecord[] {
  return group.records.filter(({ withdrawn }) => !withdrawn)
}

/** The live records as nodes, and the nodes as connected components. */
export function duplicateComponents(group: CountedGroup): DuplicateComponent[] {
  const ids = liveRecords(group).map(({ id }) => id)
  const sameAs = new Links(ids)
  for (const { survivor, other } of group.confirmed) sameAs.join(survivor, other)
  const tiedTo = new Links(ids)
  for (const { survivor, other } of group.confirmed) tiedTo.join(survivor, other)
  for (const { a, b } of group.open) tiedTo.join(a, b)

  const components = new Map<string, DuplicateComponent>()
  for (const members of Map.groupBy(liveRecords(group), ({ id }) => sameAs.rootOf(id)).values()) {
    const survivor = survivorOf(members, group)
    const root = tiedTo.rootOf(survivor.id)
    const component = components.get(root) ?? { nodes: [], score: 0 }
    component.nodes.push({ survivor, members })
    components.set(root, component)
  }
  for (const { a, b, score } of group.open) {
    const component = sameAs.knows(a, b) && !sameAs.areJoined(a, b) ? components.get(tiedTo.rootOf(a)) : undefined
    if (component) component.score = Math.max(component.score, score)
  }
  return [...components.values()]
}

/** The nodes of a component that may turn out to be what all of it is: those whose survivor is the most advanced. */
export function possibleSurvivors({ nodes }: DuplicateComponent): DuplicateNode[] {
  const highest = nodes.reduce((rank, { survivor }) => Math.max(rank, survivor.rank), 0)
  return nodes.filter(({ survivor }) => survivor.rank === highest)
}

// The member that no confirmed decision sets aside. Decisions that contradict one another may leave several or none:
// then the most advanced, and among equals the first by id.
function survivorOf(members: CountedRecord[], { confirmed }: CountedGroup): CountedRecord {
  const ids = new Set(members.map(({ id }) => id))
  const setAside = new Set(confirmed.flatMap(({ survivor, other }) => (ids.has(survivor) ? [other] : [])))
  const standing = members.filter(({ id }) => !setAside.has(id))
  const candidates = standing.length > 0 ? standing : members
  return candidates.reduce((best, next) =>
    next.rank > best.rank || (next.rank === best.rank && next.id < best.id) ? next : best,
  )
}

/** Sets of ids joined pair by pair; ids that it was not made with are ignored. */
class Links {
  readonly #next: Map<string, string>

  constructor(ids: readonly string[]) {
    this.#next = new Map(ids.map((id) => [id, id]))
  }

  knows(a: string, b: string): boolean {
    return this.#next.has(a) && this.#next.has(b)
  }

  areJoined(a: string, b: string): boolean {
    return this.rootOf(a) === this.rootOf(b)
  }

  join(a: string, b: string): void {
    if (this.knows(a, b)) this.#next.set(this.rootOf(a), this.rootOf(b))
  }

  rootOf(id: string): string {
    let root = id
    for (let next = this.#next.get(root); next !== undefined && next !== root; next = this.#next.get(root)) {
      this.#next.set(root, this.#next.get(next) ?? next)
      root = next
    }
    return root
  }
}

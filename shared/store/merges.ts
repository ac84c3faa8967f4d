// Fences between verdicts that make contributions one: of two that touch one contribution at once, one reads again.
import { Refusal } from '#model/refusal.ts'
import { contributionPartition } from './contributions.ts'
import type { Key, Table, Write } from './table.ts'

const keyOf = (contribution: string): Key => ({ pk: contributionPartition(contribution), sk: 'MERGES' })

/** Thrown when another verdict came since the versions were read: read again, and see whether both can stand. */
export class VerdictsMet extends Refusal {
  constructor() {
    super('conflict', 'Another verdict on one of these contributions came first; read again.')
  }
}

export interface Merges {
  /** How many verdicts have merged each contribution so far; strongly consistent. */
  versionsOf: (contributions: readonly string[]) => Promise<Map<string, number>>
  /** One more verdict on each; refuses `VerdictsMet` when another came since the versions were read. */
  moveWrites: (versions: ReadonlyMap<string, number>) => Write[]
}

export const mergesIn = (table: Table): Merges => ({
  versionsOf: async (contributions) => {
    const items = await table.getAll(contributions.map(keyOf))
    const found = new Map(items.map(({ pk, version }) => [pk, Number(version)]))
    return new Map(contributions.map((id) => [id, found.get(contributionPartition(id)) ?? 0]))
  },

  moveWrites: (versions) =>
    [...versions].map(([contribution, version]) => ({
      put: { ...keyOf(contribution), version: version + 1 },
      condition: version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
      ...(version === 0 ? {} : { values: { ':version': version } }),
      refuse: () => new VerdictsMet(),
    })),
})

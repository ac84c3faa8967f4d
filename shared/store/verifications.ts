// How far the nightly verification has come: VERIFICATION, one item, moved after every segment.
import { Refusal } from '#model/refusal.ts'
import type { Key, Table } from './table.ts'

const key: Key = { pk: 'VERIFICATION', sk: 'VERIFICATION' }

/** A night's verification: of `phase` everything before `after` is done. */
export interface Verifying {
  /** The day, in UTC, on which it began. */
  day: string
  phase: string
  /** Where the phase goes on; null at its beginning. */
  after: Record<string, unknown> | null
  records: number
  drift: number
  faults: number
  finishedAt: string | null
}

export interface StandingVerification {
  version: number
  verifying: Verifying | null
}

export interface Verifications {
  standing: () => Promise<StandingVerification>
  /** Refuses `conflict` when another run has moved it since `version` was read; returns the version after. */
  move: (version: number, verifying: Verifying) => Promise<number>
}

export const verificationsIn = (table: Table): Verifications => ({
  standing: async () => {
    const item = await table.get(key)
    return { version: Number(item?.['version'] ?? 0), verifying: (item?.['verifying'] ?? null) as Verifying | null }
  },

  move: async (version, verifying) => {
    await table.transact([
      {
        put: { ...key, version: version + 1, verifying },
        condition: version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
        ...(version === 0 ? {} : { values: { ':version': version } }),
        refuse: () => new Refusal('conflict', 'Another run of the verification came first.'),
      },
    ])
    return version + 1
  },
})

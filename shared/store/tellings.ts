// What somebody was last told of something, and who is telling it at this moment.
import type { Key, Table, Write } from './table.ts'

export interface Told {
  /** Counts every move, so that of two who tell at once one reads again. */
  version: number
  mark: string | null
  /** Since when somebody has been telling; null when nobody is. */
  tellingSince: string | null
}

/** What there is to tell of, by its id: a finding, a pledge that lapses soon, or cover that was lost. */
export type About = `${'FINDING' | 'PLEDGE' | 'TOLD'}#${string}`

const keyOf = (about: About, whom: string): Key => ({ pk: about, sk: `TOLD#${whom}` })

const untold: Told = { version: 0, mark: null, tellingSince: null }

/** Whoever has been telling for longer broke off, and another tells in its place. */
const longestTellingInMilliseconds = 5000

export const isBeingTold = ({ tellingSince }: Told, now: string): boolean =>
  tellingSince !== null && Date.parse(now) - Date.parse(tellingSince) < longestTellingInMilliseconds

/** Thrown when another moved it meanwhile. */
export class ToldMeanwhile extends Error {}

export interface Tellings {
  of: (about: About, whom: string) => Promise<Told>
  /** Moves on from what was read. Throws ToldMeanwhile. */
  move: (about: About, whom: string, from: Told, to: Omit<Told, 'version'>) => Promise<Told>
}

export const tellingsIn = (table: Table): Tellings => ({
  of: async (about, whom) => {
    const item = await table.get(keyOf(about, whom))
    return item ? (item['told'] as Told) : untold
  },

  move: async (about, whom, from, to) => {
    const told = { ...to, version: from.version + 1 }
    const write: Write = {
      put: { ...keyOf(about, whom), told },
      condition: from.version === 0 ? 'attribute_not_exists(pk)' : 'told.version = :version',
      ...(from.version === 0 ? {} : { values: { ':version': from.version } }),
      refuse: () => new ToldMeanwhile('Another is telling this partner.'),
    }
    await table.transact([write])
    return told
  },
})

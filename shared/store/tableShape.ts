// The table's key, index and stream names: the one file that both the CDK app and the code read.

/** Every item has `pk` and `sk`; each entity file says what it writes there. */
export const tableKey = { partition: 'pk', sort: 'sk' } as const

/** Items that have this number, in seconds since 1970, are deleted some time after it: nothing may rest on when. */
export const timeToLive = 'expires'

/**
 * Five sparse indexes, one per leading filter of a list: `everything` by kind of record, the others by one role or code
 * of it. Each has its own pair of attributes, `<name>Pk` and `<name>Sk`, and projects all attributes.
 */
export const indexNames = ['everything', 'provider', 'beneficiary', 'subCluster', 'instrument'] as const
export type IndexName = (typeof indexNames)[number]

export const indexKey = (name: IndexName): { partition: string; sort: string } => ({
  partition: `${name}Pk`,
  sort: `${name}Sk`,
})

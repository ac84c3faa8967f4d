// Envelopes: at the whole, CONTRIBUTION#whole holds ENVELOPE with the cents given to its parts, and PART#id per part.
import { Refusal } from '#model/refusal.ts'
import { contributionPartition } from './contributions.ts'
import type { Key, Table, Write } from './table.ts'

export const partPrefix = 'PART#'
const envelopeKey = (whole: string): Key => ({ pk: contributionPartition(whole), sk: 'ENVELOPE' })
const partKey = (whole: string, part: string): Key => ({ pk: contributionPartition(whole), sk: `${partPrefix}${part}` })

const exceeded = (): Refusal => new Refusal('envelope-exceeded', 'The parts would pass the amount of their envelope.')

/** What one part takes of an envelope, in cents at the envelope's month. */
export interface Part {
  whole: string
  part: string
  before: bigint
  after: bigint
  /** False when the part leaves the envelope. */
  stays: boolean
  /** The envelope's own amount in cents; null where it has none to pass. */
  capacity: bigint | null
  /** The revision that the capacity was read from: it must still stand. */
  wholeRevision: number
}

const withinCapacity = (capacity: bigint, delta: bigint) => ({
  condition:
    delta <= capacity
      ? 'attribute_not_exists(allocated) OR allocated <= :room'
      : // Never true: the first part alone passes the whole.
        'attribute_exists(pk) AND attribute_not_exists(pk)',
  values: delta <= capacity ? { ':room': capacity - delta } : {},
  refuse: exceeded,
})

const allocationWrite = ({ whole, before, after, capacity }: Part): Write => {
  const delta = after - before
  const update = { ...envelopeKey(whole), expression: 'ADD allocated :delta' }
  if (capacity === null || delta <= 0n) return { update, values: { ':delta': delta } }
  const { values, ...guard } = withinCapacity(capacity, delta)
  return { update, values: { ':delta': delta, ...values }, ...guard }
}

const wholeUnchanged = ({ whole, wholeRevision }: Part): Write => ({
  check: { pk: contributionPartition(whole), sk: 'CONTRIBUTION' },
  condition: '#revision = :revision',
  names: { '#revision': 'revision' },
  values: { ':revision': wholeRevision },
  refuse: () => new Refusal('conflict', 'The envelope was changed meanwhile; try again.'),
})

export interface Envelopes {
  /** The cents that a part has taken, as they were counted when it last changed; 0 for what is no part. */
  taken: (whole: string, part: string) => Promise<bigint>
  partWrites: (part: Part) => Write[]
  /** Holds a change of an envelope's own amount to what its parts have taken. */
  capacityCheck: (whole: string, capacity: bigint) => Write
}

export const envelopesIn = (table: Table): Envelopes => ({
  taken: async (whole, part) =>
    BigInt(((await table.get(partKey(whole, part)))?.['taken'] as number | bigint | undefined) ?? 0),

  partWrites: (part) => [
    ...(part.after === part.before ? [] : [allocationWrite(part)]),
    ...(part.after > part.before && part.capacity !== null ? [wholeUnchanged(part)] : []),
    part.stays
      ? { put: { ...partKey(part.whole, part.part), taken: part.after } }
      : { delete: partKey(part.whole, part.part) },
  ],

  capacityCheck: (whole, capacity) => ({
    check: envelopeKey(whole),
    condition: 'attribute_not_exists(allocated) OR allocated <= :capacity',
    values: { ':capacity': capacity },
    refuse: exceeded,
  }),
})

// Envelopes: at the whole, CONTRIBUTION#whole holds ENVELOPE with the cents that its parts have taken, and PART#id per part.
import { Refusal } from '#model/refusal.ts'
import { contributionPartition } from './contributions.ts'
import type { Key, Table, Write } from './table.ts'

export const partPrefix = 'PART#'
const envelopeKey = (whole: string): Key => ({ pk: contributionPartition(whole), sk: 'ENVELOPE' })
const partKey = (whole: string, part: string): Key => ({ pk: contributionPartition(whole), sk: `${partPrefix}${part}` })

/**
 * Cents at the envelope's month, as different people see the parts: `shared` by everybody, `every` by coordinators, and
 * `partner:<code>` what a partner's own confidential parts take beside the shared ones.
 */
export type Taken = ReadonlyMap<string, bigint>

/** How far one counter may go, for it to stand `delta` higher; `beside` is what another counter holds at the same time. */
export interface Room {
  counter: string
  delta: bigint
  capacity: bigint
  beside?: { counter: string; cents: bigint } | undefined
}

/** Thrown when the envelope or its parts changed between the reading and the commit: all is read and tried again. */
export class EnvelopeMoved extends Refusal {
  constructor() {
    super('conflict', 'Another change came first; read again and retry.')
  }
}

const exceeded = (): Refusal => new Refusal('envelope-exceeded', 'The parts would pass the amount of their envelope.')

type Conditions = Required<Pick<Write, 'names' | 'values'>> & { all: string[] }

const roomConditions = (rooms: readonly Room[]): Conditions => {
  const conditions: Conditions = { all: [], names: {}, values: {} }
  const named = (name: string, value: bigint): [name: string, value: string] => {
    const at = Object.keys(conditions.values).length
    conditions.names[`#room${at}`] = name
    conditions.values[`:room${at}`] = value
    return [`#room${at}`, `:room${at}`]
  }
  for (const { counter, delta, capacity, beside } of rooms) {
    const [name, most] = named(counter, capacity - delta - (beside?.cents ?? 0n))
    conditions.all.push(`(attribute_not_exists(${name}) OR ${name} <= ${most})`)
    if (!beside) continue
    const [other, cents] = named(beside.counter, beside.cents)
    conditions.all.push(
      beside.cents === 0n ? `(attribute_not_exists(${other}) OR ${other} = ${cents})` : `${other} = ${cents}`,
    )
  }
  return conditions
}

/** Without a counter nothing is taken, so that what alone passes the capacity is told from what the table holds. */
const passesAlone = ({ delta, capacity, beside }: Room): boolean => delta + (beside?.cents ?? 0n) > capacity

const heldBy = (standing: Record<string, unknown> | undefined, counter: string): bigint =>
  BigInt((standing?.[counter] as number | bigint | undefined) ?? 0)

/** The counters of an envelope moved by one part; refused with `envelope-exceeded` where a counter would pass its room. */
const moveWrite = (whole: string, deltas: Taken, rooms: readonly Room[]): Write => {
  if (rooms.some(passesAlone)) throw exceeded()
  const moved = [...deltas].filter(([, cents]) => cents !== 0n)
  const { all, names, values } = roomConditions(rooms)
  const additions = moved.map((_, at) => `#counter${at} :delta${at}`)
  return {
    update: { ...envelopeKey(whole), expression: `ADD ${['changes :one', ...additions].join(', ')}` },
    names: { ...names, ...Object.fromEntries(moved.map(([counter], at) => [`#counter${at}`, counter])) },
    values: { ...values, ':one': 1, ...Object.fromEntries(moved.map(([, cents], at) => [`:delta${at}`, cents])) },
    ...(all.length === 0
      ? {}
      : {
          condition: all.join(' AND '),
          refuse: (standing: Record<string, unknown> | undefined) => {
            const hasMoved = rooms.some(({ beside }) => beside && heldBy(standing, beside.counter) !== beside.cents)
            return hasMoved ? new EnvelopeMoved() : exceeded()
          },
        }),
  }
}

/** What one change of a part does to one envelope. */
export interface PartMove {
  whole: string
  part: string
  /** False when the part leaves the envelope. */
  stays: boolean
  deltas: Taken
  rooms: readonly Room[]
}

/** An envelope as it was read before its own change: what its parts had taken, and how often they had changed. */
export interface StandingEnvelope {
  changes: number
  taken: (counter: string) => bigint
  parts: string[]
}

export interface Envelopes {
  read: (whole: string) => Promise<StandingEnvelope>
  /** What a partner's own confidential parts have taken of an envelope. */
  takenOf: (whole: string, counter: string) => Promise<bigint>
  partWrites: (move: PartMove) => Write[]
  /** Holds a transaction to the revision of a contribution that was read: throws EnvelopeMoved. */
  unchanged: (contribution: string, revision: number) => Write
  /** Puts what the parts take now in place of what was read; none where there never was a part. */
  measured: (whole: string, standing: StandingEnvelope, taken: Taken) => Write
}

const asRead = (changes: number) =>
  changes === 0
    ? { condition: 'attribute_not_exists(pk)', refuse: () => new EnvelopeMoved() }
    : { condition: 'changes = :read', values: { ':read': changes }, refuse: () => new EnvelopeMoved() }

export const envelopesIn = (table: Table): Envelopes => ({
  read: async (whole) => {
    const partition = contributionPartition(whole)
    const [envelope, items] = await Promise.all([
      table.get(envelopeKey(whole)),
      table.queryAll({ partition, prefix: partPrefix, consistent: true }),
    ])
    return {
      changes: Number(envelope?.['changes'] ?? 0),
      taken: (counter) => heldBy(envelope, counter),
      parts: items.map(({ sk }) => sk.slice(partPrefix.length)),
    }
  },

  takenOf: async (whole, counter) => heldBy(await table.get(envelopeKey(whole)), counter),

  partWrites: ({ whole, part, stays, deltas, rooms }) => [
    moveWrite(whole, deltas, rooms),
    stays ? { put: { ...partKey(whole, part) } } : { delete: partKey(whole, part) },
  ],

  unchanged: (contribution, revision) => ({
    check: { pk: contributionPartition(contribution), sk: 'CONTRIBUTION' },
    condition: '#revision = :revision',
    names: { '#revision': 'revision' },
    values: { ':revision': revision },
    refuse: () => new EnvelopeMoved(),
  }),

  measured: (whole, { changes }, taken) =>
    changes === 0
      ? { check: envelopeKey(whole), ...asRead(0) }
      : { put: { ...envelopeKey(whole), ...Object.fromEntries(taken), changes: changes + 1 }, ...asRead(changes) },
})

// Seals the audit trail: a batch of chain heads, chained to the batch before it, is put outside the table.
import { type AuditHead, Seal } from '#model/audit.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import type { LastSeal } from '#store/audit.ts'
import { readTrail } from './readTrail.ts'

/** Heads of one seal: a file of some 150 KB. */
const mostHeads = 1000
/** A seal is made of at most so many changes, so that those of the last one can all be read again. */
const mostReadAgain = 3000

/** Before any tracker: what is sealed first is sealed from here. */
export const beginning = '2008-01'

const nameOf = (number: number): string => `seals/${String(number).padStart(8, '0')}.json`

/** undefined where there is no such seal; throws for a file that is none. */
export const readSeal = async ({ seals }: Services, number: number): Promise<Seal | undefined> => {
  const text = await seals.get(nameOf(number))
  return text === undefined ? undefined : Seal.parse(JSON.parse(text))
}

export const sealHash = ({ fingerprint }: Services, { hash: _hash, ...rest }: Seal): string => fingerprint(rest)

/** A process that died between the file and the table left a seal that the table does not know yet. */
const adopted = async (services: Services, last: LastSeal | null): Promise<Seal | undefined> => {
  const next = await readSeal(services, (last?.number ?? 0) + 1)
  if (next === undefined) return undefined
  if (next.previous !== (last?.hash ?? null) || sealHash(services, next) !== next.hash)
    throw new Error(`Seal ${next.number} stands and does not continue the one before it: verify the trail.`)
  return next
}

/** The newest head of each record in this part of the trail. */
const newestOf = (heads: readonly AuditHead[]): AuditHead[] => [
  ...new Map(heads.map(({ kind, record, seq, hash }) => [`${kind}/${record}`, { kind, record, seq, hash }])).values(),
]

const isIn = (heads: readonly AuditHead[]): ((head: AuditHead) => boolean) => {
  const known = new Set(heads.map(({ kind, record, seq }) => `${kind}/${record}/${seq}`))
  return ({ kind, record, seq }) => known.has(`${kind}/${record}/${seq}`)
}

/** Where a seal goes on: after the last one, or at the beginning. */
const standingOf = (last: Seal | undefined) =>
  last
    ? { ...last, last }
    : { number: 0, from: beginning, until: beginning, heads: [] as AuditHead[], hash: null, last: undefined }

/**
 * The next seal, or undefined when there is nothing to seal. It reads again what the last one read: a change that was
 * written late lies before the place where that one ended.
 */
const nextSeal = async (services: Services, before: Seal | undefined): Promise<Seal | undefined> => {
  const { number, from, until: start, heads: sealed, hash, last } = standingOf(before)
  const known = isIn(sealed)
  // The month of the last place is read to its end: what is new in it is read twice, and counts once.
  const late = last ? await readTrail(services, { from, to: start, limit: mostReadAgain }) : { heads: [] }
  const { heads, until } = await readTrail(services, { from: start, limit: mostHeads })
  const fresh = newestOf([...late.heads, ...heads]).filter((head) => !known(head))
  if (fresh.length === 0) return undefined
  const seal: Omit<Seal, 'hash'> = {
    number: number + 1,
    at: services.now(),
    from: start,
    until,
    heads: fresh,
    previous: hash,
  }
  return { ...seal, hash: services.fingerprint(seal) }
}

/** Returns the seals that were made. Safe to run at any time, and again after it was cut off. */
export const sealAudit = async (services: Services): Promise<number[]> => {
  const made: number[] = []
  for (;;) {
    const standing = await services.store.audit.lastSeal()
    const last = standing ? await readSeal(services, standing.number) : undefined
    if (standing && !last) throw new Refusal('conflict', `Seal ${standing.number} is not where it was put.`)
    const waiting = await adopted(services, standing)
    const seal = waiting ?? (await nextSeal(services, last))
    if (!seal) return made
    if (!waiting) await services.seals.put(nameOf(seal.number), 'application/json', JSON.stringify(seal))
    await services.store.audit.moveSeal(standing, { number: seal.number, hash: seal.hash })
    made.push(seal.number)
  }
}

// Verifies the whole audit trail, page by page: every seal and every chain that it seals, then what is not sealed yet.
import type { AuditedKind, AuditHead, FoundFault, Seal, Verification } from '#model/audit.ts'
import type { Services } from '#runtime/services.ts'
import type { LastSeal } from '#store/audit.ts'
import { readTrail } from './readTrail.ts'
import { beginning, readSeal, sealHash } from './sealAudit.ts'
import { verifyRecord } from './verifyRecord.ts'

/** Where a verification goes on: at a head of a seal, or at a place of the trail that no seal covers. */
export type VerifyPosition = { seal: number; head: number } | { place: string }

/** Which records' chains are gone through; seals are, all of them. */
export type IsDue = (record: string) => boolean

type Page = Omit<Verification, 'next' | 'seals' | 'sealedUntil'>
export type VerifiedPage = Omit<Verification, 'next'> & { next: VerifyPosition | undefined }

const verifyHeads = async (
  services: Services,
  heads: readonly AuditHead[],
  { areSealed, isDue }: { areSealed: boolean; isDue: IsDue },
): Promise<Page> => {
  const page: Page = { records: 0, entries: 0, faults: [], unsealed: areSealed ? [] : [...heads] }
  for (const { kind, record, seq, hash } of heads.filter((head) => isDue(head.record))) {
    const { entries, faults } = await verifyRecord(services, { kind, record, sealed: areSealed ? [{ seq, hash }] : [] })
    page.records += 1
    page.entries += entries
    page.faults.push(...faults.map((found) => ({ kind, record, ...found })))
  }
  return page
}

const ofSeal = (seq: number, fault: FoundFault['fault']): FoundFault => ({ kind: null, record: null, seq, fault })

/** A file that is no seal is no seal. */
const sealAt = async (services: Services, number: number): Promise<Seal | undefined> => {
  try {
    return await readSeal(services, number)
  } catch (error) {
    if (error instanceof SyntaxError || (error as Error).name === '$ZodError' || (error as Error).name === 'ZodError')
      return undefined
    throw error
  }
}

const faultsOfSeal = async (services: Services, seal: Seal, last: LastSeal): Promise<FoundFault[]> => {
  const before = seal.number === 1 ? null : await sealAt(services, seal.number - 1)
  const isChained = seal.previous === (before === null ? null : before?.hash)
  const isLast = seal.number !== last.number || seal.hash === last.hash
  const isWhole = sealHash(services, seal) === seal.hash && isChained && isLast
  return isWhole ? [] : [ofSeal(seal.number, 'seal-differs')]
}

const verifySealed = async (
  services: Services,
  { seal: number, head }: { seal: number; head: number },
  { last, limit, isDue }: { last: LastSeal; limit: number; isDue: IsDue },
): Promise<Page & { next: VerifyPosition | undefined }> => {
  const seal = await sealAt(services, number)
  const following: VerifyPosition = { seal: number + 1, head: 0 }
  if (!seal || seal.number !== number) {
    return { records: 0, entries: 0, faults: [ofSeal(number, 'seal-missing')], unsealed: [], next: following }
  }
  const page = await verifyHeads(services, seal.heads.slice(head, head + limit), { areSealed: true, isDue })
  const ownFaults = head === 0 ? await faultsOfSeal(services, seal, last) : []
  const isDone = head + limit >= seal.heads.length
  return {
    ...page,
    faults: [...ownFaults, ...page.faults],
    next: isDone ? following : { seal: number, head: head + limit },
  }
}

/** The newest seal's part of the trail is read again: a change that was written late lies before its end. */
const verifyUnsealed = async (
  services: Services,
  { from, newest, limit, isDue }: { from: string; newest: Seal | undefined; limit: number; isDue: IsDue },
): Promise<Page & { next: VerifyPosition | undefined }> => {
  const sealed = new Map(newest?.heads.map(({ kind, record, seq }) => [`${kind}/${record}`, seq]))
  const { heads, until, isEnd } = await readTrail(services, { from, limit })
  const open = heads.filter(({ kind, record, seq }) => seq > (sealed.get(`${kind}/${record}`) ?? 0))
  const last = [...new Map(open.map((head) => [`${head.kind}/${head.record}`, head])).values()]
  return {
    ...(await verifyHeads(services, last, { areSealed: false, isDue })),
    next: isEnd ? undefined : { place: until },
  }
}

/** A seal beyond those that the table knows: the table was set back, or a sealer died before it could tell. */
const faultBeyond = async (services: Services, last: LastSeal | null): Promise<FoundFault[]> => {
  const number = (last?.number ?? 0) + 1
  return (await sealAt(services, number)) ? [ofSeal(number, 'seal-differs')] : []
}

const sealState = async (services: Services) => {
  const last = await services.store.audit.lastSeal()
  const newest = last ? await sealAt(services, last.number) : undefined
  return { last, newest, head: { seals: last?.number ?? 0, sealedUntil: newest?.at ?? null } }
}

/** One record by itself, without its seals. */
export const verifyOne = async (
  services: Services,
  one: { kind: AuditedKind; record: string },
): Promise<Omit<Verification, 'next'>> => {
  const { head } = await sealState(services)
  const { entries, faults } = await verifyRecord(services, { ...one, sealed: [] })
  return { ...head, records: 1, entries, faults: faults.map((fault) => ({ ...one, ...fault })), unsealed: [] }
}

/** One page of at most `limit` records, or of those that are due among them. Over all pages nothing of the trail is left out. */
export const verifyAudit = async (
  services: Services,
  { after, limit, isDue = () => true }: { after: VerifyPosition | undefined; limit: number; isDue?: IsDue },
): Promise<VerifiedPage> => {
  const { last, newest, head } = await sealState(services)
  const position = after ?? { seal: 1, head: 0 }
  if ('seal' in position && last && position.seal <= last.number)
    return { ...head, ...(await verifySealed(services, position, { last, limit, isDue })) }
  if ('place' in position)
    return { ...head, ...(await verifyUnsealed(services, { from: position.place, newest, limit, isDue })) }
  const page = await verifyUnsealed(services, { from: newest?.from ?? beginning, newest, limit, isDue })
  return { ...head, ...page, faults: [...(await faultBeyond(services, last)), ...page.faults] }
}

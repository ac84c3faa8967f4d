// The directory of partners: enter, revise, and resolve a name in any spelling to ranked partners.
import { mergePatch } from '#domain/mergePatch.ts'
import { nameKeys, partnerKeys, referenceKeys } from '#domain/matching/nameKeys.ts'
import { resolveName, type ResolvedName } from '#domain/matching/resolveName.ts'
import { NewPartner, type Partner } from '#model/partner.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import type { Row } from '#store/changes.ts'
import { reasonOf } from './patchReason.ts'
import { mustBeAllowed } from './permission.ts'
import { recordChange } from './recordChange.ts'
import { checkReferences } from './references.ts'
import { type ActionRequest, onceOnly } from './request.ts'
import { validated } from './validate.ts'

const asKept = (sent: NewPartner, kept: Pick<Partner, 'revision' | 'createdAt' | 'updatedAt'>): Partner => ({
  id: sent.id,
  names: sent.names,
  acronyms: sent.acronyms ?? [],
  aliases: sent.aliases ?? [],
  kind: sent.kind,
  parent: sent.parent ?? null,
  iatiOrganization: sent.iatiOrganization ?? null,
  liaison: sent.liaison ?? [],
  source: sent.source ?? null,
  ...kept,
})

const asSent = ({ revision: _revision, createdAt: _createdAt, updatedAt: _updatedAt, ...sent }: Partner): NewPartner =>
  sent

/** A partner's own names lead to it, at most this many keys of them: they are written in its transaction. */
const maxNameKeys = 40

const nameKeysOf = (partner: Partner): string[] => partnerKeys(partner).slice(0, maxNameKeys)

const record = async (
  services: Services,
  request: ActionRequest,
  { previous, partner, reason = null }: { previous: Row<Partner> | null; partner: Partner; reason?: string | null },
): Promise<Partner> =>
  onceOnly(services, request, async (seal) => {
    mustBeAllowed(request.caller, 'partner.write')
    await checkReferences(services, request.caller, [{ kind: 'partner', code: partner.parent, pointer: '/parent' }])
    const { partners } = services.store
    await recordChange(services, request, partners, {
      id: partner.id,
      action: previous ? 'partner.revise' : 'partner.create',
      previous,
      record: partner,
      reason,
      further: partners.nameKeyWrites(partner.id, previous ? nameKeysOf(previous.record) : [], nameKeysOf(partner)),
      once: seal(partner),
    })
    return partner
  })

/** Refuses `conflict` for an id that is taken. */
export const createPartner = async (services: Services, request: ActionRequest, sent: NewPartner): Promise<Partner> => {
  const now = services.now()
  try {
    const partner = asKept(sent, { revision: 1, createdAt: now, updatedAt: now })
    return await record(services, request, { previous: null, partner })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'already-exists')
      throw new Refusal('conflict', `There is a partner "${sent.id}" already.`)
    throw error
  }
}

export const patchPartner = async (
  services: Services,
  request: ActionRequest,
  id: string,
  expected: number,
  patch: Record<string, unknown>,
): Promise<Partner> => {
  mustBeAllowed(request.caller, 'partner.write')
  const { reason: _, ...fields } = patch
  const reason = reasonOf(patch)
  const previous = await services.store.partners.get(id)
  if (!previous) throw new Refusal('not-found', 'There is no such partner.')
  if (previous.revision !== expected)
    throw new Refusal('stale-revision', `The partner is at revision ${previous.revision}.`)
  const sent = validated(NewPartner, mergePatch(asSent(previous.record), fields))
  if (sent.id !== id) throw new Refusal('validation', 'An id stays.', [{ pointer: '/id', detail: 'An id stays.' }])
  const { createdAt } = previous.record
  const kept = { revision: previous.revision + 1, createdAt, updatedAt: services.now() }
  return record(services, request, { previous, partner: asKept(sent, kept), reason })
}

/** Ranked, best first; a name that nothing in the directory resembles gives none. */
export const resolvePartner = async ({ store }: Services, name: string): Promise<ResolvedName[]> => {
  const ids = await store.partners.idsByNameKeys(nameKeys(name))
  const partners = await store.partners.getAll(ids, false)
  return resolveName(name, [...partners.values()]).slice(0, 10)
}

/** The one partner whose IATI organization identifier this is, or that has it among its aliases; null for none or two. */
export const partnerReferred = async ({ store }: Services, reference: string): Promise<string | null> => {
  const wanted = reference.toLowerCase()
  const ids = await store.partners.idsByNameKeys(referenceKeys(reference))
  const partners = [...(await store.partners.getAll(ids, false)).values()].filter(({ iatiOrganization, aliases }) =>
    [iatiOrganization, ...aliases].some((one) => one?.toLowerCase() === wanted),
  )
  return partners.length === 1 ? (partners[0]?.id ?? null) : null
}

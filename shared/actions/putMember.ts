// Who belongs to which organization: the mapping that administrators keep.
import type { Member, NewMember } from '#model/caller.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { mustBeAllowed } from './permission.ts'
import { recordChange } from './recordChange.ts'
import { checkReferences, type Reference } from './references.ts'
import type { ActionRequest } from './request.ts'

type Sent = Pick<NewMember, 'organization' | 'role' | 'subClusters'>

/** Of persons and clients alike; the one is never taken for the other. */
export const standingMember = async (services: Services, id: string, expected: number | null, isClient = false) => {
  if (expected === null) return null
  const previous = await services.store.members.get(id)
  if (!previous || (isClient && previous.record.client === null))
    throw new Refusal('not-found', `There is no such ${isClient ? 'client' : 'member'}.`)
  if (!isClient && previous.record.client !== null)
    throw new Refusal('conflict', 'This is a client: it is kept under /v1/clients.')
  if (previous.revision !== expected)
    throw new Refusal('stale-revision', `The member is at revision ${previous.revision}.`)
  return previous
}

export const checkBelonging = async (services: Services, { caller }: ActionRequest, sent: Sent): Promise<void> =>
  checkReferences(services, caller, [
    { kind: 'partner', code: sent.organization, pointer: '/organization' },
    ...(sent.subClusters ?? []).map((code, at): Reference => ({
      kind: 'sub-cluster',
      code,
      pointer: `/subClusters/${at}`,
    })),
  ])

/** `expected` is the revision that is replaced, null to create. */
export const putMember = async (
  services: Services,
  request: ActionRequest,
  { id, expected }: { id: string; expected: number | null },
  sent: NewMember,
): Promise<Member> => {
  mustBeAllowed(request.caller, 'member.manage')
  await checkBelonging(services, request, sent)
  const previous = await standingMember(services, id, expected)
  const record: Member = {
    id,
    ...sent,
    subClusters: sent.subClusters ?? null,
    client: null,
    removed: false,
    revision: (previous?.revision ?? 0) + 1,
    updatedAt: services.now(),
  }
  const action = previous ? 'member.revise' : 'member.create'
  await recordChange(services, request, services.store.members, { id, action, previous, record, once: [] })
  return record
}

/** A removed member is refused from the next request on. */
export const removeMember = async (
  services: Services,
  request: ActionRequest,
  id: string,
  expected: number,
): Promise<Member> => {
  mustBeAllowed(request.caller, 'member.manage')
  const previous = await standingMember(services, id, expected)
  if (!previous) throw new Refusal('not-found', 'There is no such member.')
  const record = { ...previous.record, removed: true, revision: previous.revision + 1, updatedAt: services.now() }
  await recordChange(services, request, services.store.members, {
    id,
    action: 'member.remove',
    previous,
    record,
    once: [],
  })
  return record
}

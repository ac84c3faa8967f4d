// Clients: systems that call by themselves, each registered by an administrator before any token of it is taken.
import type { Member, NewClient } from '#model/caller.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { mustBeAllowed } from './permission.ts'
import { checkBelonging, standingMember } from './putMember.ts'
import { recordChange } from './recordChange.ts'
import type { ActionRequest } from './request.ts'

/** `expected` is the revision that is replaced, null to register. A revoked one is registered anew by its revision. */
export const putClient = async (
  services: Services,
  request: ActionRequest,
  { id, expected }: { id: string; expected: number | null },
  { name, ...sent }: NewClient,
): Promise<Member> => {
  mustBeAllowed(request.caller, 'client.manage')
  await checkBelonging(services, request, sent)
  const previous = await standingMember(services, id, expected, true)
  const record: Member = {
    id,
    ...sent,
    subClusters: sent.subClusters ?? null,
    client: name,
    removed: false,
    revision: (previous?.revision ?? 0) + 1,
    updatedAt: services.now(),
  }
  const action = previous ? 'client.revise' : 'client.register'
  await recordChange(services, request, services.store.members, { id, action, previous, record, once: [] })
  return record
}

/** Its tokens are refused from the next write on, though they are valid until they expire. */
export const revokeClient = async (
  services: Services,
  request: ActionRequest,
  id: string,
  expected: number,
): Promise<Member> => {
  mustBeAllowed(request.caller, 'client.manage')
  const previous = await standingMember(services, id, expected, true)
  if (!previous) throw new Refusal('not-found', 'There is no such client.')
  const record = { ...previous.record, removed: true, revision: previous.revision + 1, updatedAt: services.now() }
  const change = { id, action: 'client.revoke', previous, record, once: [] }
  await recordChange(services, request, services.store.members, change)
  return record
}

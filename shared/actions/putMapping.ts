// Saved mappings: put by whoever imports, changed by its owner's organization or a coordinator.
import type { Caller } from '#model/caller.ts'
import type { Mapping, NewMapping } from '#model/importColumns.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { mustBeAllowed } from './permission.ts'
import { recordChange } from './recordChange.ts'
import { type ActionRequest } from './request.ts'

const mustBeExpected = (standing: number | null, expected: number | null): void => {
  if (standing === expected) return
  if (expected === null) throw new Refusal('already-exists', 'There is such a mapping already.')
  throw new Refusal('stale-revision', `The mapping is at revision ${standing ?? 0}.`)
}

/** What coordinators saved has no owner, and is not thereby that of a partner without an organization. */
const owns = ({ role, organization }: Caller, { owner }: Mapping): boolean =>
  role === 'coordinator' || (organization !== null && organization === owner)

/** Refuses `already-exists`, `stale-revision`, and `forbidden` for another organization's mapping. */
export const putMapping = async (
  services: Services,
  request: ActionRequest,
  { id, expected }: { id: string; expected: number | null },
  sent: NewMapping,
): Promise<Mapping> => {
  const { caller } = request
  mustBeAllowed(caller, 'import.run')
  const previous = (await services.store.mappings.get(id)) ?? null
  mustBeExpected(previous?.revision ?? null, expected)
  if (previous && !owns(caller, previous.record))
    throw new Refusal('forbidden', "This mapping is another organization's.")
  const owner = previous ? previous.record.owner : caller.organization
  const record: Mapping = { id, ...sent, owner, revision: (previous?.revision ?? 0) + 1, updatedAt: services.now() }
  await recordChange(services, request, services.store.mappings, {
    id,
    action: previous ? 'mapping.revise' : 'mapping.create',
    previous,
    record,
    once: [],
  })
  return record
}

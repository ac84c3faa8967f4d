// A coordinator takes a finding on, so that two do not work through the same one, and lets go of it.
import type { Finding, NewAssignment } from '#model/finding.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import type { ActionRequest } from './request.ts'
import { sayOnFinding } from './sayOnFinding.ts'

/**
 * Taking what one has, or releasing what nobody has, changes nothing but the record's revision. Refuses `conflict` for
 * what another has, unless `from` names that coordinator: nobody takes over unknowingly.
 */
export const assignFinding = async (
  services: Services,
  request: ActionRequest,
  id: string,
  { assignee, from }: NewAssignment,
  expected: string | null = null,
): Promise<Finding> =>
  sayOnFinding(services, request, { id, expected }, 'finding.assign', async (_standing, { assignee: standing }) => {
    const own = request.caller.id
    if (standing && standing.id !== own && standing.id !== from)
      throw new Refusal('conflict', `${standing.id} has it since ${standing.at}; name that coordinator in "from".`)
    return { said: { assignee: assignee === null ? null : { id: own, at: services.now() } } }
  })

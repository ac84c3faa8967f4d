// A partner's answer to a finding that names it.
import { disputesFull } from '#domain/findings/roomFor.ts'
import type { Finding } from '#model/finding.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import type { ActionRequest } from './request.ts'
import { sayOnFinding } from './sayOnFinding.ts'

/** The report shows it. Refuses `forbidden` to all others, `conflict` to who has said all that can be kept. */
export const disputeFinding = async (
  services: Services,
  request: ActionRequest,
  id: string,
  text: string,
  expected: string | null = null,
): Promise<Finding> =>
  sayOnFinding(services, request, { id, expected }, 'finding.dispute', async ({ stored, row }) => {
    const { organization } = request.caller
    const named = stored.contributions.flatMap(({ provider, reportedBy }) => [provider, reportedBy])
    if (organization === null || !named.includes(organization))
      throw new Refusal('forbidden', 'Only a partner that the finding names disputes it.')
    const disputes = [...(row?.record.disputes ?? []), { partner: organization, text, at: services.now() }]
    const full = disputesFull(disputes, organization)
    if (full !== null) throw new Refusal('conflict', full)
    return { said: { disputes } }
  })

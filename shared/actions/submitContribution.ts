// Records a contribution: checked against the taxonomy, converted, compared, and committed in one transaction.
import type { Caller } from '#model/caller.ts'
import type { NewContribution } from '#model/contribution.ts'
import type { CheckAnswer, RecordedContribution } from '#model/check.ts'
import type { Services } from '#runtime/services.ts'
import { checkContribution } from './checkContribution.ts'
import { contributionReferences } from './contributionReferences.ts'
import { envelopeWrites, whileEnvelopesMove } from './envelopes.ts'
import { blockWrites } from './findCandidates.ts'
import { firstRevision } from './firstRevision.ts'
import { mustBeAllowed } from './permission.ts'
import { recordChange } from './recordChange.ts'
import { checkReferences } from './references.ts'
import { type ActionRequest, onceOnly } from './request.ts'

/**
 * Stores nothing. Refuses `validation` as a submit would, and `forbidden` to roles that record nothing; a partner may
 * ask about a contribution of another, to see before they talk who already does this.
 */
export const checkNewContribution = async (
  services: Services,
  caller: Caller,
  sent: NewContribution,
): Promise<CheckAnswer> => {
  mustBeAllowed(caller, 'contribution.record')
  await checkReferences(services, caller, contributionReferences(sent))
  return checkContribution(services, caller, await firstRevision(services, caller, sent))
}

/**
 * Record, first revision, audit entry, blocking keys and idempotency key, or nothing. Refuses `forbidden` when the
 * caller's organization is neither provider nor implementer, `validation` for unknown codes, `envelope-exceeded`.
 */
export const submitContribution = async (
  services: Services,
  request: ActionRequest,
  sent: NewContribution,
  reportedBy?: string,
): Promise<RecordedContribution> =>
  whileEnvelopesMove(async () =>
    onceOnly(services, request, async (seal) => {
      const { caller } = request
      const draft = await firstRevision(services, caller, sent, reportedBy)
      mustBeAllowed(caller, 'contribution.record', draft)
      await checkReferences(services, caller, contributionReferences(sent))
      const answer = { ...draft, check: await checkContribution(services, caller, draft) }
      await recordChange(services, request, services.store.contributions, {
        id: draft.id,
        action: 'contribution.create',
        previous: null,
        record: draft,
        further: [
          ...blockWrites(services, null, draft),
          ...(await envelopeWrites(services, { caller, before: null, after: draft })),
        ],
        once: seal(answer),
      })
      return answer
    }),
  )

// Records a contribution: checked against the taxonomy, converted, compared, and committed in one transaction.
import { asKept } from '#domain/contributionDraft.ts'
import type { Caller } from '#model/caller.ts'
import type { Contribution, NewContribution } from '#model/contribution.ts'
import type { CheckAnswer, RecordedContribution } from '#model/check.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { checkContribution } from './checkContribution.ts'
import { contributionReferences } from './contributionReferences.ts'
import { inUsd } from './convert.ts'
import { envelopeWrites, whileEnvelopesMove } from './envelopes.ts'
import { blockWrites } from './findCandidates.ts'
import { mustBeAllowed } from './permission.ts'
import { recordChange } from './recordChange.ts'
import { checkReferences } from './references.ts'
import { type ActionRequest, onceOnly } from './request.ts'

/**
 * Whose report it is: the caller's organization; for a coordinator, who records for another, the provider, or the
 * implementer whom the coordinator's own choice (`reportedBy`) names. Refuses `forbidden` for anybody else that is named.
 */
const reporterOf = (caller: Caller, sent: NewContribution, named: string | undefined): string => {
  const reporter = caller.role === 'coordinator' ? (named ?? sent.provider) : (caller.organization ?? sent.provider)
  const isParty = [sent.provider, ...(sent.implementers ?? [])].includes(reporter)
  if (named !== undefined && (named !== reporter || !isParty))
    throw new Refusal(
      'forbidden',
      'A coordinator names the provider or an implementer as reporter; others report for themselves.',
    )
  return reporter
}

/** A contribution as it would first be kept, converted, and stored nowhere. */
export const firstRevision = async (
  services: Services,
  caller: Caller,
  sent: NewContribution,
  named?: string,
): Promise<Contribution> => {
  const now = services.now()
  const draft = asKept(sent, {
    id: services.newId(),
    revision: 1,
    reportedBy: reporterOf(caller, sent, named),
    withdrawn: false,
    createdAt: now,
    updatedAt: now,
    usd: null,
    transactions: [],
    deliveries: [],
    renewals: [],
    statusHistory: [{ status: sent.status ?? 'pipeline', at: now, by: caller.id, reason: null }],
  })
  return inUsd(services, draft)
}

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

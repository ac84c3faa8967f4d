// Records a contribution: checked against the taxonomy, converted, compared, and committed in one transaction.
import type { Caller } from '#model/caller.ts'
import type { Contribution, NewContribution, NewTransaction } from '#model/contribution.ts'
import type { CheckAnswer, RecordedContribution } from '#model/check.ts'
import type { Services } from '#runtime/services.ts'
import type { Write } from '#store/table.ts'
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

/** Record, first revision, audit entry, blocking keys and what comes beside, or nothing. */
const create = async (
  services: Services,
  request: ActionRequest,
  record: Contribution,
  { once = [], beside = [], reason = null }: { once?: Write[]; beside?: Write[]; reason?: string | null },
): Promise<void> =>
  recordChange(services, request, services.store.contributions, {
    id: record.id,
    action: 'contribution.create',
    previous: null,
    record,
    reason,
    further: [
      ...blockWrites(services, null, record),
      ...(await envelopeWrites(services, { caller: request.caller, before: null, after: record })),
      ...beside,
    ],
    once,
  })

interface Sender {
  reportedBy?: string | undefined
  transactions?: readonly NewTransaction[]
}

/** As it will be kept. Refuses `forbidden` and `validation` as a submit does. */
const drafted = async (
  services: Services,
  { caller }: ActionRequest,
  sent: NewContribution,
  { reportedBy, transactions }: Sender,
): Promise<Contribution> => {
  const draft = await firstRevision(services, caller, sent, reportedBy, transactions)
  mustBeAllowed(caller, 'contribution.record', draft, [draft.subCluster])
  await checkReferences(services, caller, contributionReferences(sent))
  return draft
}

/** Under the request's idempotency key, with what is answered of the draft kept beside it. */
const submitted = async <T>(
  services: Services,
  request: ActionRequest,
  [sent, reportedBy]: [NewContribution, string | undefined],
  answerOf: (draft: Contribution) => Promise<T>,
): Promise<T> =>
  whileEnvelopesMove(async () =>
    onceOnly(services, request, async (seal) => {
      const draft = await drafted(services, request, sent, { reportedBy })
      const answer = await answerOf(draft)
      await create(services, request, draft, { once: seal(answer) })
      return answer
    }),
  )

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
  submitted(services, request, [sent, reportedBy], async (draft) => ({
    ...draft,
    check: await checkContribution(services, request.caller, draft),
  }))

/** As a submit, without check's answer, which nobody reads of a seed: the stream says afterwards what it found. */
export const submitSeed = async (
  services: Services,
  request: ActionRequest,
  sent: NewContribution,
  reportedBy?: string,
): Promise<Contribution> => submitted(services, request, [sent, reportedBy], async (draft) => draft)

/** What an import knows of a row beside its contribution; `beside` is written in the contribution's own transaction. */
export interface RowWrite {
  reportedBy: string
  transactions: readonly NewTransaction[]
  reason: string
  beside: (contribution: string) => Write[]
}

/**
 * A row of an import, recorded as any submit is, without check's answer: the stream says afterwards what it found.
 * Refuses what a submit refuses.
 */
export const submitRow = async (
  services: Services,
  request: ActionRequest,
  sent: NewContribution,
  row: RowWrite,
): Promise<Contribution> =>
  whileEnvelopesMove(async () => {
    const draft = await drafted(services, request, sent, row)
    await create(services, request, draft, { beside: row.beside(draft.id), reason: row.reason })
    return draft
  })

// A contribution as it would first be kept: with its reporter, its defaults and its US dollars.
import { asKept } from '#domain/contributionDraft.ts'
import type { Caller } from '#model/caller.ts'
import type { Contribution, NewContribution, NewTransaction } from '#model/contribution.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { inUsd } from './convert.ts'

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
  transactions: readonly NewTransaction[] = [],
): Promise<Contribution> => {
  const now = services.now()
  const draft = asKept(sent, {
    id: services.newId(),
    revision: 1,
    reportedBy: reporterOf(caller, sent, named),
    withdrawn: false,
    lapsedOn: null,
    createdAt: now,
    updatedAt: now,
    usd: null,
    transactions: transactions.map((transaction) => ({ ...transaction, usd: null })),
    deliveries: [],
    renewals: [],
    statusHistory: [{ status: sent.status ?? 'pipeline', at: now, by: caller.id, reason: null }],
  })
  return inUsd(services, draft)
}

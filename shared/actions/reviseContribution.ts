// Changes a contribution: by a merge patch, by withdrawing and restoring it, or by a dated event.
import { asKept, asSent, keptOf } from '#domain/contributionDraft.ts'
import { lapsedOn } from '#domain/pledge.ts'
import { statusBeforeSuspension, statusMove } from '#domain/statusLadder.ts'
import { can } from '#domain/can.ts'
import type { Caller } from '#model/caller.ts'
import type { Contribution, Delivery, NewTransaction, Renewal } from '#model/contribution.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import type { Row } from '#store/changes.ts'
import type { Write } from '#store/table.ts'
import { contributionReferences } from './contributionReferences.ts'
import { inUsd } from './convert.ts'
import { envelopeWrites, whileEnvelopesMove } from './envelopes.ts'
import { blockWrites } from './findCandidates.ts'
import { patchAsSeen } from './patchAsSeen.ts'
import { reasonOf } from './patchReason.ts'
import { mustBeAllowed, unknownContribution } from './permission.ts'
import { recordChange } from './recordChange.ts'
import { checkReferences, type Reference } from './references.ts'
import { type ActionRequest, onceOnly } from './request.ts'
import { withShownRelations } from './shownRelations.ts'

export interface Revision {
  id: string
  action: string
  /** The revision that the caller read; null appends to whichever is the latest. */
  expected: number | null
  reason?: string | null
  change: (standing: Contribution) => Contribution | Promise<Contribution>
  /** Written in the same transaction. */
  beside?: Write[]
}

/** Refuses `not-found` for what does not exist or may not be seen, `forbidden` for another's contribution. */
const standingFor = async ({ store }: Services, caller: Caller, id: string): Promise<Row<Contribution>> => {
  const row = await store.contributions.get(id)
  if (!row) throw unknownContribution()
  mustBeAllowed(caller, 'contribution.change', row.record, [row.record.subCluster])
  return row
}

/** Of appends that meet, one wins and the others read again; so many meet only under attack. */
const maxAppendTries = 20

/** As the caller sees it: without relations to what is hidden from it. */
const shownTo = async (services: Services, caller: Caller, contribution: Contribution): Promise<Contribution> => {
  const [shown] = await withShownRelations(services, caller, [contribution])
  return shown ?? contribution
}

const reviseOnce = async (services: Services, request: ActionRequest, revision: Revision): Promise<Contribution> =>
  onceOnly(services, request, async (seal) => {
    const previous = await standingFor(services, request.caller, revision.id)
    if (revision.expected !== null && revision.expected !== previous.revision)
      throw new Refusal('stale-revision', `The contribution is at revision ${previous.revision}.`)
    const changed = await revision.change(previous.record)
    const updatedAt = services.now()
    const next = { ...changed, revision: previous.revision + 1, updatedAt }
    const record = await inUsd(services, { ...next, lapsedOn: lapsedOn(next, updatedAt.slice(0, 10)) })
    const shown = await shownTo(services, request.caller, record)
    await recordChange(services, request, services.store.contributions, {
      id: record.id,
      action: revision.action,
      previous,
      record,
      reason: revision.reason ?? null,
      further: [
        ...blockWrites(services, previous.record, record),
        ...(await envelopeWrites(services, { caller: request.caller, before: previous.record, after: record })),
        ...(revision.beside ?? []),
      ],
      once: seal(shown),
    })
    return shown
  })

/** Commits the change of one contribution: whichever it is, a pledge that is overdue lapses with it, and a renewed one stands again. */
export const revise = async (services: Services, request: ActionRequest, revision: Revision): Promise<Contribution> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await whileEnvelopesMove(async () => reviseOnce(services, request, revision))
    } catch (error) {
      const metAnother = error instanceof Refusal && error.code === 'stale-revision' && revision.expected === null
      if (!metAnother || attempt >= maxAppendTries) throw error
    }
  }
}

const movedStatus = (
  services: Services,
  caller: Caller,
  standing: Contribution,
  to: Contribution['status'],
  reason: string | null,
): Contribution['statusHistory'] => {
  if (to === standing.status) return standing.statusHistory
  const mayCorrect = reason !== null && can(caller, 'contribution.correct') === 'yes'
  const verdict = statusMove(standing.status, to, statusBeforeSuspension(standing.statusHistory), mayCorrect)
  if (!verdict.allowed)
    throw new Refusal('status-move-not-allowed', verdict.why, [{ pointer: '/status', detail: verdict.why }])
  return [...standing.statusHistory, { status: to, at: services.now(), by: caller.id, reason }]
}

const mustStand = ({ withdrawn }: Contribution): void => {
  if (withdrawn) throw new Refusal('conflict', 'The contribution is withdrawn: restore it first.')
}

/** The change that a merge patch of the contribution as it was sent, and as the caller sees it, makes. */
const patched =
  (services: Services, caller: Caller, fields: Record<string, unknown>, reason: string | null) =>
  async (standing: Contribution): Promise<Contribution> => {
    mustStand(standing)
    const { sent, references, standing: before } = await patchAsSeen(services, caller, standing, fields)
    const statusHistory = movedStatus(services, caller, standing, sent.status ?? standing.status, reason)
    const changed = asKept(sent, { ...keptOf(standing), statusHistory })
    mustBeAllowed(caller, 'contribution.record', changed, [changed.subCluster])
    await checkReferences(services, caller, references, before)
    return changed
  }

/**
 * Applies a merge patch to the contribution as it was sent. `reason` beside the fields goes to the history; a correction
 * of the status needs it. Refuses `validation`, `stale-revision`, `status-move-not-allowed`, `envelope-exceeded`.
 */
export const patchContribution = async (
  services: Services,
  request: ActionRequest,
  id: string,
  expected: number,
  patch: Record<string, unknown>,
): Promise<Contribution> => {
  const { reason: _, ...fields } = patch
  const reason = reasonOf(patch)
  const change = patched(services, request.caller, fields, reason)
  return revise(services, request, { id, action: 'contribution.revise', expected, reason, change })
}

/** What an import changes of a contribution that a row of an earlier one became. */
export interface RowPatch {
  id: string
  /** The revision that the difference was worked out against. */
  expected: number
  fields: Record<string, unknown>
  /** What takes the place of its transactions; null leaves them. */
  transactions: readonly NewTransaction[] | null
  reason: string
  beside: Write[]
}

/** An edited row, as any patch. Refuses what a patch refuses. */
export const patchFromRow = async (
  services: Services,
  request: ActionRequest,
  row: RowPatch,
): Promise<Contribution> => {
  const { transactions, reason, ...part } = row
  const patch = patched(services, request.caller, row.fields, reason)
  return revise(services, request, {
    ...part,
    action: 'contribution.revise',
    reason,
    change: async (standing) => {
      const changed = await patch(standing)
      return transactions
        ? { ...changed, transactions: transactions.map((transaction) => ({ ...transaction, usd: null })) }
        : changed
    },
  })
}

/** Takes a contribution out of every figure and list; its history stays. */
export const withdrawContribution = async (
  services: Services,
  request: ActionRequest,
  id: string,
  expected: number,
): Promise<Contribution> =>
  revise(services, request, {
    id,
    action: 'contribution.withdraw',
    expected,
    change: (standing) => {
      if (standing.withdrawn) throw new Refusal('conflict', 'The contribution is withdrawn already.')
      return { ...standing, withdrawn: true }
    },
  })

/** Undoes a withdrawal. */
export const restoreContribution = async (
  services: Services,
  request: ActionRequest,
  id: string,
  expected: number,
): Promise<Contribution> =>
  revise(services, request, {
    id,
    action: 'contribution.restore',
    expected,
    change: (standing) => {
      if (!standing.withdrawn) throw new Refusal('conflict', 'The contribution is not withdrawn.')
      return { ...standing, withdrawn: false }
    },
  })

/** Dated events kept on one contribution: with more, its item would outgrow the store's limit. */
const maxEvents = 300

const appended = <T>(events: readonly T[], event: T): T[] => {
  if (events.length >= maxEvents) throw new Refusal('conflict', `At most ${maxEvents} events of a kind are kept.`)
  return [...events, event]
}

export const addTransaction = async (
  services: Services,
  request: ActionRequest,
  id: string,
  transaction: NewTransaction,
): Promise<Contribution> =>
  revise(services, request, {
    id,
    action: 'contribution.transaction',
    expected: null,
    change: (standing) => {
      mustStand(standing)
      return { ...standing, transactions: appended(standing.transactions, { ...transaction, usd: null }) }
    },
  })

export const addDelivery = async (
  services: Services,
  request: ActionRequest,
  id: string,
  delivery: Delivery,
): Promise<Contribution> =>
  revise(services, request, {
    id,
    action: 'contribution.delivery',
    expected: null,
    change: async (standing) => {
      mustStand(standing)
      const unit: Reference = { kind: 'unit', code: delivery.unit, pointer: '/unit' }
      await checkReferences(services, request.caller, [unit], contributionReferences(asSent(standing)))
      return { ...standing, deliveries: appended(standing.deliveries, delivery) }
    },
  })

export const addRenewal = async (
  services: Services,
  request: ActionRequest,
  id: string,
  renewal: Renewal,
): Promise<Contribution> =>
  revise(services, request, {
    id,
    action: 'contribution.renewal',
    expected: null,
    change: (standing) => {
      mustStand(standing)
      if (standing.status !== 'pledged') throw new Refusal('conflict', 'Only a pledge is renewed.')
      return { ...standing, renewals: appended(standing.renewals, renewal) }
    },
  })

// The register of peace operations: register, revise, what comes up, and support that nothing authorizes.
import { sees } from '#domain/can.ts'
import { deadlinesOf, unauthorizedSupport } from '#domain/authorization.ts'
import { mergePatch } from '#domain/mergePatch.ts'
import type { Caller } from '#model/caller.ts'
import {
  NewPeaceOperation,
  type OperationDeadline,
  type PeaceOperation,
  type UnauthorizedSupport,
} from '#model/peaceOperation.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { reasonOf } from './patchReason.ts'
import { mustBeAllowed } from './permission.ts'
import { type ListRead, type Position, readOn } from './readOn.ts'
import { recordChange } from './recordChange.ts'
import { checkReferences, type Reference } from './references.ts'
import { type ActionRequest, onceOnly } from './request.ts'
import { validated } from './validate.ts'

const asKept = (
  sent: NewPeaceOperation,
  kept: Pick<PeaceOperation, 'revision' | 'createdAt' | 'updatedAt'>,
): PeaceOperation => ({
  id: sent.id,
  name: sent.name,
  lead: sent.lead,
  description: sent.description ?? null,
  authorizations: sent.authorizations ?? [],
  reportEveryDays: sent.reportEveryDays ?? null,
  reports: sent.reports ?? [],
  source: sent.source ?? null,
  ...kept,
})

const asSent = ({
  revision: _revision,
  createdAt: _createdAt,
  updatedAt: _updatedAt,
  ...sent
}: PeaceOperation): NewPeaceOperation => sent

const referencesOf = ({ lead }: NewPeaceOperation): Reference[] => [{ kind: 'partner', code: lead, pointer: '/lead' }]

/** Refuses `conflict` for an id that is taken, `validation` for a lead that is no partner, `forbidden` for all but coordinators. */
export const registerOperation = async (
  services: Services,
  request: ActionRequest,
  sent: NewPeaceOperation,
): Promise<PeaceOperation> =>
  onceOnly(services, request, async (seal) => {
    mustBeAllowed(request.caller, 'operation.write')
    await checkReferences(services, request.caller, referencesOf(sent))
    const now = services.now()
    const record = asKept(sent, { revision: 1, createdAt: now, updatedAt: now })
    const { id } = record
    const change = { id, action: 'operation.register', previous: null, record, once: seal(record) }
    try {
      await recordChange(services, request, services.store.peaceOperations, change)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'already-exists')
        throw new Refusal('conflict', `There is an operation "${id}" already.`)
      throw error
    }
    return record
  })

export const patchOperation = async (
  services: Services,
  request: ActionRequest,
  id: string,
  expected: number,
  patch: Record<string, unknown>,
): Promise<PeaceOperation> =>
  onceOnly(services, request, async (seal) => {
    mustBeAllowed(request.caller, 'operation.write')
    const previous = await services.store.peaceOperations.get(id)
    if (!previous) throw new Refusal('not-found', 'There is no such operation.')
    if (previous.revision !== expected)
      throw new Refusal('stale-revision', `The operation is at revision ${previous.revision}.`)
    const { reason: _, ...fields } = patch
    const standing = asSent(previous.record)
    const sent = validated(NewPeaceOperation, mergePatch(standing, fields))
    if (sent.id !== id) throw new Refusal('validation', 'An id stays.', [{ pointer: '/id', detail: 'An id stays.' }])
    await checkReferences(services, request.caller, referencesOf(sent), referencesOf(standing))
    const { createdAt } = previous.record
    const record = asKept(sent, { revision: previous.revision + 1, createdAt, updatedAt: services.now() })
    await recordChange(services, request, services.store.peaceOperations, {
      id,
      action: 'operation.revise',
      previous,
      record,
      reason: reasonOf(patch),
      once: seal(record),
    })
    return record
  })

interface DeadlinePage {
  deadlines: OperationDeadline[]
  next: Position | undefined
}

/** Of one page of the register, the soonest first: authorizations that end within so many days, reports due or overdue. */
export const listDeadlines = async (
  { store, now }: Services,
  { within, after, limit }: { within: number; after: Position | undefined; limit: number },
): Promise<DeadlinePage> => {
  const { records, next } = await store.peaceOperations.list({ index: 'everything', after, limit })
  const today = now().slice(0, 10)
  const deadlines = records.flatMap((operation) =>
    deadlinesOf(operation, today, within).map((deadline) => ({
      operation: operation.id,
      name: operation.name,
      ...deadline,
    })),
  )
  return { deadlines: deadlines.toSorted((a, b) => (a.date < b.date ? -1 : 1)), next }
}

/**
 * Support to one operation that its authorizations do not cover, as the caller may see it; an operation that is not in the
 * register has none. A listing, never a block (formula 6).
 */
export const listUnauthorizedSupport = async (
  { store }: Services,
  caller: Caller,
  { operation, ...page }: { operation: string; after: Position | undefined; limit: number },
): Promise<{ items: UnauthorizedSupport[]; next: Position | undefined }> => {
  const authorizations = (await store.peaceOperations.get(operation, false))?.record.authorizations ?? []
  const read = async (after: Position | undefined, limit: number): Promise<ListRead<UnauthorizedSupport>> => {
    const listed = await store.listings.byOperation(operation, { after, limit })
    const shown = listed.entries.filter(({ confidentialTo }) => !confidentialTo || sees(caller, confidentialTo))
    const found = await store.contributions.getAll(
      shown.map(({ id }) => id),
      false,
    )
    const entries = listed.entries.map(({ id, at }) => {
      const contribution = found.get(id)
      // A listing may still lead to what was withdrawn or moved to another operation a moment ago.
      const seen = contribution?.operation === operation && !contribution.withdrawn && sees(caller, contribution)
      const outside = seen ? unauthorizedSupport(contribution, authorizations) : null
      if (!seen || !outside) return { at: { ...at }, seen, item: null }
      const { title, provider, status } = contribution
      return { at: { ...at }, seen, item: { operation, contribution: { id, title, provider, status }, ...outside } }
    })
    return { entries, next: listed.next }
  }
  return readOn(read, page)
}

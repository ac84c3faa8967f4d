// The needs register: register, revise, withdraw and restore.
import { mergePatch } from '#domain/mergePatch.ts'
import { type Need, NewNeed } from '#model/need.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { reasonOf } from './patchReason.ts'
import { mustBeAllowed } from './permission.ts'
import { recordChange } from './recordChange.ts'
import { checkReferences, type Reference } from './references.ts'
import { type ActionRequest, onceOnly } from './request.ts'
import { validated } from './validate.ts'

export const referencesOf = (sent: NewNeed): Reference[] => [
  { kind: 'partner', code: sent.beneficiary, pointer: '/beneficiary' },
  { kind: 'sub-cluster', code: sent.subCluster, pointer: '/subCluster' },
  { kind: 'priority-area', code: sent.priorityArea, pointer: '/priorityArea' },
  { kind: 'modality', code: sent.modality, pointer: '/modality' },
]

/** Of a standing need only this is kept: what was sent goes over the rest. */
type Kept = Pick<Need, 'id' | 'revision' | 'originalAmount' | 'registeredBy' | 'withdrawn' | 'createdAt' | 'updatedAt'>

export const asKept = (sent: NewNeed, kept: Kept): Need => ({
  ...kept,
  title: sent.title,
  description: sent.description ?? null,
  beneficiary: sent.beneficiary,
  subCluster: sent.subCluster ?? null,
  priorityArea: sent.priorityArea ?? null,
  modality: sent.modality ?? null,
  measure: sent.measure,
  amount: sent.amount ?? null,
  period: sent.period ?? null,
  urgency: sent.urgency,
  source: sent.source ?? null,
})

export const asSent = ({
  id: _id,
  revision: _revision,
  originalAmount: _originalAmount,
  registeredBy: _registeredBy,
  withdrawn: _withdrawn,
  createdAt: _createdAt,
  updatedAt: _updatedAt,
  ...sent
}: Need): NewNeed => sent

/** Refuses `forbidden` for all but coordinators, `validation` for unknown codes. */
export const registerNeed = async (services: Services, request: ActionRequest, sent: NewNeed): Promise<Need> =>
  onceOnly(services, request, async (seal) => {
    mustBeAllowed(request.caller, 'need.write', undefined, [sent.subCluster ?? null])
    await checkReferences(services, request.caller, referencesOf(sent))
    const now = services.now()
    const record = asKept(sent, {
      id: services.newId(),
      revision: 1,
      originalAmount: sent.amount ?? null,
      registeredBy: request.caller.id,
      withdrawn: false,
      createdAt: now,
      updatedAt: now,
    })
    await recordChange(services, request, services.store.needs, {
      id: record.id,
      action: 'need.register',
      previous: null,
      record,
      once: seal(record),
    })
    return record
  })

interface NeedRevision {
  id: string
  expected: number
  action: string
  reason?: string | null
  change: (standing: Need) => Promise<Need> | Need
}

const revise = async (services: Services, request: ActionRequest, revision: NeedRevision): Promise<Need> =>
  onceOnly(services, request, async (seal) => {
    mustBeAllowed(request.caller, 'need.write')
    const previous = await services.store.needs.get(revision.id)
    if (!previous) throw new Refusal('not-found', 'There is no such need.')
    mustBeAllowed(request.caller, 'need.write', undefined, [previous.record.subCluster])
    if (previous.revision !== revision.expected)
      throw new Refusal('stale-revision', `The need is at revision ${previous.revision}.`)
    const changed = await revision.change(previous.record)
    mustBeAllowed(request.caller, 'need.write', undefined, [changed.subCluster])
    const record = { ...changed, revision: previous.revision + 1, updatedAt: services.now() }
    await recordChange(services, request, services.store.needs, {
      id: record.id,
      action: revision.action,
      previous,
      record,
      reason: revision.reason ?? null,
      once: seal(record),
    })
    return record
  })

/** The original amount stays beside the revised one. */
export const patchNeed = async (
  services: Services,
  request: ActionRequest,
  id: string,
  expected: number,
  patch: Record<string, unknown>,
): Promise<Need> => {
  const { reason: _, ...fields } = patch
  return revise(services, request, {
    id,
    expected,
    action: 'need.revise',
    reason: reasonOf(patch),
    change: async (standing) => {
      if (standing.withdrawn) throw new Refusal('conflict', 'The need is withdrawn: restore it first.')
      const sent = validated(NewNeed, mergePatch(asSent(standing), fields))
      await checkReferences(services, request.caller, referencesOf(sent), referencesOf(asSent(standing)))
      return asKept(sent, { ...standing, originalAmount: standing.originalAmount ?? sent.amount ?? null })
    },
  })
}

export const withdrawNeed = async (
  services: Services,
  request: ActionRequest,
  id: string,
  expected: number,
): Promise<Need> =>
  revise(services, request, {
    id,
    expected,
    action: 'need.withdraw',
    change: (standing) => {
      if (standing.withdrawn) throw new Refusal('conflict', 'The need is withdrawn already.')
      return { ...standing, withdrawn: true }
    },
  })

export const restoreNeed = async (
  services: Services,
  request: ActionRequest,
  id: string,
  expected: number,
): Promise<Need> =>
  revise(services, request, {
    id,
    expected,
    action: 'need.restore',
    change: (standing) => {
      if (!standing.withdrawn) throw new Refusal('conflict', 'The need is not withdrawn.')
      return { ...standing, withdrawn: false }
    },
  })

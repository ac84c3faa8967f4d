// What a what-if adds, changes and withdraws, checked as if it were sent for good, beside the records as they stand.
import { sees } from '#domain/can.ts'
import { asKept, keptOf } from '#domain/contributionDraft.ts'
import { mergePatch } from '#domain/mergePatch.ts'
import type { Caller } from '#model/caller.ts'
import type { Contribution } from '#model/contribution.ts'
import { type Need, NewNeed } from '#model/need.ts'
import { Refusal } from '#model/refusal.ts'
import type { WhatIf } from '#model/whatIf.ts'
import type { Services } from '#runtime/services.ts'
import { contributionReferences } from './contributionReferences.ts'
import { inUsd } from './convert.ts'
import { firstRevision } from './firstRevision.ts'
import { patchAsSeen } from './patchAsSeen.ts'
import { checkReferences, type Reference } from './references.ts'
import { asKept as keptNeed, asSent as sentNeed, referencesOf as needReferences } from './reviseNeed.ts'
import { validated } from './validate.ts'

/** A record as it stands, absent where it is added, and as it would be. */
interface Thought<T> {
  before: T | null
  after: T
}

export interface Thoughts {
  contributions: Thought<Contribution>[]
  needs: Thought<Need>[]
}

const under = (pointer: string, references: readonly Reference[]): Reference[] =>
  references.map((reference) => ({ ...reference, pointer: `${pointer}${reference.pointer}` }))

/** What is wrong in a part of the body is pointed at in the whole of it. */
const validatedUnder = async <T>(pointer: string, validate: () => T | Promise<T>): Promise<T> => {
  try {
    return await validate()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const errors = error.errors.map((one) => ({ ...one, pointer: `${pointer}${one.pointer}` }))
    throw new Refusal(error.code, error.message, errors)
  }
}

interface Named {
  id: string
  pointer: string
  /** Null withdraws. */
  patch: Record<string, unknown> | null
}

const namedIn = ({ change = [], withdraw = [] }: WhatIf): Named[] => [
  ...change.map(({ id, patch }, at) => ({ id, patch, pointer: `/change/${at}` })),
  ...withdraw.map((id, at) => ({ id, patch: null, pointer: `/withdraw/${at}` })),
]

/** `reason`, which a patch may carry for the history, says nothing here. */
const fieldsOf = ({ reason: _, ...fields }: Record<string, unknown>): Record<string, unknown> => fields

interface Collected extends Thoughts {
  references: Reference[]
  /** What the records name already. */
  standing: Reference[]
}

interface Asked {
  services: Services
  caller: Caller
}

const collectContribution = async (
  { services, caller }: Asked,
  { pointer, patch }: Named,
  standing: Contribution,
  into: Collected,
): Promise<void> => {
  if (patch === null) {
    into.contributions.push({ before: standing, after: { ...standing, withdrawn: true } })
    return
  }
  const at = `${pointer}/patch`
  const thought = await validatedUnder(at, async () => patchAsSeen(services, caller, standing, fieldsOf(patch)))
  into.references.push(...under(at, thought.references))
  into.standing.push(...thought.standing)
  const kept = { ...keptOf(standing), statusHistory: standing.statusHistory }
  const after = await inUsd(services, asKept(thought.sent, kept))
  into.contributions.push({ before: standing, after })
}

const collectNeed = async ({ pointer, patch }: Named, standing: Need, into: Collected): Promise<void> => {
  if (patch === null) {
    into.needs.push({ before: standing, after: { ...standing, withdrawn: true } })
    return
  }
  const at = `${pointer}/patch`
  const before = sentNeed(standing)
  const sent = await validatedUnder(at, () => validated(NewNeed, mergePatch(before, fieldsOf(patch))))
  into.references.push(...under(at, needReferences(sent)))
  into.standing.push(...needReferences(before))
  into.needs.push({ before: standing, after: keptNeed(sent, standing) })
}

const collectNamed = async (asked: Asked, sent: WhatIf, into: Collected): Promise<void> => {
  const { services, caller } = asked
  const named = namedIn(sent)
  const ids = named.map(({ id }) => id)
  const [contributions, needs] = await Promise.all([
    services.store.contributions.getAll(ids),
    services.store.needs.getAll(ids),
  ])
  for (const one of named) {
    const contribution = contributions.get(one.id)
    const need = needs.get(one.id)
    if (contribution && sees(caller, contribution)) await collectContribution(asked, one, contribution, into)
    else if (need) await collectNeed(one, need, into)
    else {
      const pointer = one.patch === null ? one.pointer : `${one.pointer}/id`
      const detail = `There is no contribution or need "${one.id}".`
      throw new Refusal('validation', 'The body names what does not exist.', [{ pointer, detail }])
    }
  }
}

/** Refuses `validation`, pointing into the body, for whatever would be refused if it were recorded. */
export const thoughtsOf = async (services: Services, caller: Caller, sent: WhatIf): Promise<Thoughts> => {
  const into: Collected = { contributions: [], needs: [], references: [], standing: [] }
  await collectNamed({ services, caller }, sent, into)
  for (const [at, one] of (sent.add ?? []).entries()) {
    into.references.push(...under(`/add/${at}`, contributionReferences(one)))
    into.contributions.push({ before: null, after: await firstRevision(services, caller, one) })
  }
  for (const [at, one] of (sent.addNeeds ?? []).entries()) {
    into.references.push(...under(`/addNeeds/${at}`, needReferences(one)))
    const now = services.now()
    const kept = { id: services.newId(), revision: 1, registeredBy: caller.id, withdrawn: false }
    const after = keptNeed(one, { ...kept, originalAmount: one.amount ?? null, createdAt: now, updatedAt: now })
    into.needs.push({ before: null, after })
  }
  await checkReferences(services, caller, into.references, into.standing)
  return { contributions: into.contributions, needs: into.needs }
}

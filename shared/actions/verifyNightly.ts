// The nightly verification: the audit trail, and everything derived, compared with what people entered; changes nothing of either.
import type { Services } from '#runtime/services.ts'
import { keyText } from '#store/derivedItems.ts'
import type { Key } from '#store/table.ts'
import { type Verifying, verificationsIn } from '#store/verifications.ts'
import { verifyAudit, type VerifyPosition } from './verifyAudit.ts'
import { verifyCells, verifyNeededRows } from './verifyCells.ts'
import { type Verifier, verifyBeside, verifyContribution, verifyNeed, verifyPartner } from './verifyDerived.ts'

export interface Night extends Verifier {
  /** Whether there is time for another step, which takes so many milliseconds at most. */
  hasTime: (milliseconds: number) => boolean
  /** Waits until the stream may have brought what was on its way. */
  settle: () => Promise<void>
}

/** What one step found; `next` is null where its phase ends. */
interface Step {
  next: Record<string, unknown> | null
  records: number
  drift: Key[]
  faults: unknown[]
}

type After = Verifying['after']

const segmentSize = 50

/**
 * Records of one kind, a segment at a time; a group is gone through once, with its first member. What differs is looked at
 * again, by itself: the stream may have been on its way.
 */
const segment = async <T extends { id: string; revision: number }>(
  { settle }: Night,
  page: { records: T[]; next: Record<string, unknown> | undefined },
  verify: (record: T, counted: Set<string>) => Promise<Key[]>,
): Promise<Step> => {
  const suspects = new Map<T, Key[]>()
  const counted = new Set<string>()
  for (const record of page.records) {
    const differing = await verify(record, counted)
    if (differing.length > 0) suspects.set(record, differing)
  }
  const drift = new Map<string, Key>()
  if (suspects.size > 0) await settle()
  for (const [record, before] of suspects) {
    const first = new Set(before.map(keyText))
    for (const key of await verify(record, new Set())) if (first.has(keyText(key))) drift.set(keyText(key), key)
  }
  return { next: page.next ?? null, records: page.records.length, drift: [...drift.values()], faults: [] }
}

const everything = (after: After) => ({ index: 'everything' as const, after: after ?? undefined, limit: segmentSize })

const stepOfAudit = async ({ services }: Night, after: After): Promise<Step> => {
  const { next, records, faults } = await verifyAudit(services, {
    after: (after as VerifyPosition | null) ?? undefined,
    limit: segmentSize,
  })
  return { next: next ?? null, records, drift: [], faults }
}

const stepOfContributions = async (night: Night, after: After): Promise<Step> => {
  const { contributions } = night.services.store
  return segment(night, await contributions.list(everything(after)), async ({ id }, counted) => {
    const row = await contributions.get(id)
    return row ? verifyContribution(night, { id, revision: row.revision }, counted) : []
  })
}

const whole = (drift: Key[]): Step => ({ next: null, records: 0, drift, faults: [] })

const viewers = [{ id: 'everyone' }, { id: 'coordinators' }].map((viewer) => ({ ...viewer, revision: 0 }))

interface Phase {
  name: string
  /** What a step of it may take. */
  milliseconds: number
  step: (night: Night, after: After) => Promise<Step>
}

/** Steps of fifty records, and two that go through all at once, for which most of a call's time is kept. */
const [minute, mostOfACall] = [60_000, 600_000]

const phases: Phase[] = [
  { name: 'audit', milliseconds: minute, step: stepOfAudit },
  {
    name: 'partners',
    milliseconds: minute,
    step: async (night, after) =>
      segment(night, await night.services.store.partners.list(everything(after)), async (one) =>
        verifyPartner(night, one),
      ),
  },
  { name: 'contributions', milliseconds: minute, step: stepOfContributions },
  {
    name: 'needs',
    milliseconds: minute,
    step: async (night, after) =>
      segment(night, await night.services.store.needs.list(everything(after)), async (one) => verifyNeed(night, one)),
  },
  { name: 'cells', milliseconds: mostOfACall, step: async (night) => whole(await verifyCells(night, night.settle)) },
  {
    name: 'rows',
    milliseconds: minute,
    step: async (night) =>
      segment(night, { records: viewers, next: undefined }, async ({ id }) =>
        id === 'everyone'
          ? [...(await verifyBeside(night, id)), ...(await verifyNeededRows(night))]
          : verifyBeside(night, id),
      ),
  },
]

const begin = (day: string): Verifying => ({
  day,
  phase: phases[0]?.name ?? '',
  after: null,
  records: 0,
  drift: 0,
  faults: 0,
  finishedAt: null,
})

/** So many keys of a step are logged; how many there are says the metric. */
const mostLogged = 50

const tell = ({ log }: Services, { records, drift, faults }: Step): void => {
  for (const key of drift.slice(0, mostLogged)) log.error('drift', { key: keyText(key) })
  for (const fault of faults.slice(0, mostLogged)) log.error('the audit trail is at fault', { fault })
  log.measure(
    { Verification: 'nightly' },
    { Drift: drift.length, AuditFaults: faults.length, RecordsVerified: records },
  )
}

const following = (verifying: Verifying, step: Step, now: string): Verifying => {
  const at = phases.findIndex(({ name }) => name === verifying.phase)
  const phase = step.next ? verifying.phase : phases[at + 1]?.name
  return {
    ...verifying,
    phase: phase ?? verifying.phase,
    after: step.next,
    records: verifying.records + step.records,
    drift: verifying.drift + step.drift.length,
    faults: verifying.faults + step.faults.length,
    finishedAt: phase === undefined ? now : null,
  }
}

/**
 * Goes on with the night's verification, or begins the day's, until it is done or time is up: called again, it takes up
 * where it stopped, and of a day that is done it does nothing. Returns how it stands. Throws `conflict` when another run
 * is at it. Drift and faults are logged by their keys and counted in metrics.
 */
export const verifyNightly = async (night: Night): Promise<Verifying> => {
  const { services, hasTime } = night
  const verifications = verificationsIn(services.store.table)
  const day = services.now().slice(0, 10)
  const standing = await verifications.standing()
  let { version } = standing
  let verifying = standing.verifying ?? begin(day)
  if (verifying.finishedAt !== null) {
    if (verifying.day === day) return verifying
    verifying = begin(day)
  }
  while (verifying.finishedAt === null) {
    const phase = phases.find(({ name }) => name === verifying.phase)
    if (!phase) throw new Error(`The verification stands at ${verifying.phase}, which is no phase of it.`)
    if (!hasTime(phase.milliseconds)) return verifying
    const step = await phase.step(night, verifying.after)
    verifying = following(verifying, step, services.now())
    version = await verifications.move(version, verifying)
    tell(services, step)
  }
  services.log.measure({ Verification: 'nightly' }, { Verifications: 1 })
  services.log.info('verified', { ...verifying })
  return verifying
}

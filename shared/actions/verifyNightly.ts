// The nightly verification: the audit trail, and what is derived, compared with what people entered; changes nothing of either.
import type { Services } from '#runtime/services.ts'
import { keyText } from '#store/derivedItems.ts'
import type { Key } from '#store/table.ts'
import { type Verifying, verificationsIn } from '#store/verifications.ts'
import { verifyAudit, type VerifyPosition } from './verifyAudit.ts'
import { type Night, nightsOfRound, stepMilliseconds, turnOf, turnsDue } from './nightlyTurns.ts'
import { type CellsPosition, verifyCells } from './verifyCells.ts'
import { verifyBeside, verifyContribution, verifyNeed, verifyNeededRows, verifyPartner } from './verifyDerived.ts'
import { type PastPosition, verifyPast } from './verifyPast.ts'

interface Tonight extends Night {
  /** Whether it is the turn of what has this id. */
  isDue: (id: string) => boolean
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
 * Records of one kind, a segment at a time, those whose turn it is; of a group it is the turn with every member, in a
 * segment once. What differs is looked at again, by itself: the stream may have been on its way.
 */
const segment = async <T extends { id: string; revision: number }>(
  { settle, isDue }: Tonight,
  page: { records: T[]; next: Record<string, unknown> | undefined },
  verify: (record: T, counted: Set<string>) => Promise<Key[]>,
): Promise<Step> => {
  const suspects = new Map<T, Key[]>()
  const counted = new Set<string>()
  const due = page.records.filter(({ id }) => isDue(id))
  for (const record of due) {
    const differing = await verify(record, counted)
    if (differing.length > 0) suspects.set(record, differing)
  }
  const drift = new Map<string, Key>()
  if (suspects.size > 0) await settle()
  for (const [record, before] of suspects) {
    const first = new Set(before.map(keyText))
    for (const key of await verify(record, new Set())) if (first.has(keyText(key))) drift.set(keyText(key), key)
  }
  return { next: page.next ?? null, records: due.length, drift: [...drift.values()], faults: [] }
}

const everything = (after: After) => ({ index: 'everything' as const, after: after ?? undefined, limit: segmentSize })

const stepOfAudit = async ({ services, isDue }: Tonight, after: After): Promise<Step> => {
  const { next, records, faults } = await verifyAudit(services, {
    after: (after as VerifyPosition | null) ?? undefined,
    limit: segmentSize,
    isDue,
  })
  return { next: next ?? null, records, drift: [], faults }
}

const stepOfContributions = async (night: Tonight, after: After): Promise<Step> => {
  const { contributions } = night.services.store
  return segment(night, await contributions.list(everything(after)), async ({ id }, counted) => {
    const row = await contributions.get(id)
    return row ? verifyContribution(night, { id, revision: row.revision }, counted) : []
  })
}

/** Cells are sums over everything: there is no seventh of them, and they are held to their groups every night. */
const stepOfCells = async (night: Tonight, after: After): Promise<Step> => {
  const { next, drift } = await verifyCells(night, after as CellsPosition | null)
  return { next: next && { ...next }, records: 0, drift, faults: [] }
}

/** What cells were, and what was lost by it: those cells whose turn it is. */
const stepOfPast = async ({ services, isDue }: Tonight, after: After): Promise<Step> => {
  const { next, faults } = await verifyPast(services, after as PastPosition | null, isDue)
  return { next: next && { ...next }, records: 0, drift: faults, faults: [] }
}

/** What stands beside coverage, one item a viewer, and the needed rows whose turn it is. */
const differingRows = async (night: Tonight): Promise<Key[]> => [
  ...(await verifyBeside(night, 'everyone')),
  ...(await verifyBeside(night, 'coordinators')),
  ...(await verifyNeededRows(night, night.isDue)),
]

const stepOfRows = async (night: Tonight): Promise<Step> => {
  const before = new Set((await differingRows(night)).map(keyText))
  if (before.size > 0) await night.settle()
  const again = before.size > 0 ? await differingRows(night) : []
  return { next: null, records: 0, drift: again.filter((key) => before.has(keyText(key))), faults: [] }
}

interface Phase {
  name: string
  step: (night: Tonight, after: After) => Promise<Step>
}

const phases: Phase[] = [
  { name: 'audit', step: stepOfAudit },
  {
    name: 'partners',
    step: async (night, after) =>
      segment(night, await night.services.store.partners.list(everything(after)), async (one) =>
        verifyPartner(night, one),
      ),
  },
  { name: 'contributions', step: stepOfContributions },
  {
    name: 'needs',
    step: async (night, after) =>
      segment(night, await night.services.store.needs.list(everything(after)), async (one) => verifyNeed(night, one)),
  },
  { name: 'cells', step: stepOfCells },
  { name: 'past', step: stepOfPast },
  { name: 'rows', step: stepOfRows },
]

const begin = (day: string, before: string | null): Verifying => ({
  day,
  turns: turnsDue(day, before),
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

/** One that was begun before there were turns goes through all. */
const everyTurn = Array.from({ length: nightsOfRound }, (_, turn) => turn)

/** What is gone on with, or begun; null when the day's is done. */
const verifyingOn = (day: string, standing: Verifying | null): Verifying | null => {
  if (standing === null) return begin(day, null)
  if (standing.finishedAt === null) return { ...standing, turns: standing.turns ?? everyTurn }
  return standing.day === day ? null : begin(day, standing.day)
}

/**
 * Goes on with the night's verification, or begins the day's, until it is done or time is up: called again, it takes up
 * where it stopped, and of a day that is done it does nothing. A night goes through a seventh of the records, by their ids,
 * and through all that is a sum of them; after a night that was missed, the next goes through two. Returns how it stands.
 * Throws `conflict` when another run is at it. Drift and faults are logged by their keys and counted in metrics.
 */
export const verifyNightly = async (night: Night): Promise<Verifying> => {
  const { services, hasTime } = night
  const verifications = verificationsIn(services.store.table)
  const standing = await verifications.standing()
  let { version } = standing
  let verifying = verifyingOn(services.now().slice(0, 10), standing.verifying)
  if (!verifying) return standing.verifying as Verifying
  const turns = new Set(verifying.turns)
  const tonight: Tonight = { ...night, isDue: (id) => turns.has(turnOf(services, id)) }
  while (verifying.finishedAt === null) {
    const { phase: name, after } = verifying
    const phase = phases.find((one) => one.name === name)
    if (!phase) throw new Error(`The verification stands at ${name}, which is no phase of it.`)
    if (!hasTime(stepMilliseconds)) return verifying
    const step = await phase.step(tonight, after)
    verifying = following(verifying, step, services.now())
    version = await verifications.move(version, verifying)
    tell(services, step)
  }
  services.log.measure({ Verification: 'nightly' }, { Verifications: 1 })
  services.log.info('verified', { ...verifying })
  return verifying
}

// The nightly verification: the audit trail, and what is derived, compared with what people entered; changes nothing of either.
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { keyText } from '#store/derivedItems.ts'
import { type Verifying, type VerifyingSegment, verificationsIn } from '#store/verifications.ts'
import { nightSegments, type Step, tonightOf } from './nightSegments.ts'
import { type Night, nightsOfRound, stepMilliseconds, turnsDue } from './nightlyTurns.ts'

/** Segments of the night are not finished: those that were given up are gone on with by whoever begins this night or the next. */
class SegmentsLeft extends Error {
  override name = 'SegmentsLeft'
}

const nothingFound = { records: 0, drift: 0, faults: 0, finishedAt: null }

/** One that was begun before there were turns goes through all. */
const everyTurn = Array.from({ length: nightsOfRound }, (_, turn) => turn)

/** The day's: gone on with, or begun; null when it is done. */
const nightOn = (day: string, standing: Partial<Verifying> | null, newId: () => string): Verifying | null => {
  const { day: before = null, id, turns = everyTurn, finishedAt } = standing ?? {}
  if (before !== day) return { id: newId(), day, turns: turnsDue(day, before), ...nothingFound }
  return finishedAt === null ? { id: id ?? newId(), day, turns, ...nothingFound } : null
}

/**
 * Begins the day's verification, or goes on with it: the names of its segments, and none where it is done. A night goes through
 * a seventh of the records, by their ids, and through all that is a sum of them; after a night that was missed, the next goes
 * through two. Refuses `conflict` when another run begins it at this moment.
 */
export const beginNight = async ({ store, now, newId }: Services): Promise<string[]> => {
  const verifications = verificationsIn(store.table)
  const { version, verifying } = await verifications.standing()
  const night = nightOn(now().slice(0, 10), verifying, newId)
  if (!night) return []
  await verifications.move(version, night)
  return nightSegments.map(({ name }) => name)
}

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

const following = (segment: VerifyingSegment, step: Step, now: string): VerifyingSegment => ({
  ...segment,
  after: step.next,
  records: segment.records + step.records,
  drift: segment.drift + step.drift.length,
  faults: segment.faults + step.faults.length,
  finishedAt: step.next ? null : now,
})

/** Of a segment that was missed in nights before, those turns as well. */
const begun = ({ id, day, turns }: Verifying, name: string, last: VerifyingSegment | null): VerifyingSegment => ({
  night: id,
  day,
  name,
  turns: last ? turnsDue(day, last.day) : turns,
  after: null,
  ...nothingFound,
})

/** What comes next: what was begun is gone on with, also if that was in a night before; null when tonight's is done. */
const nextOf = (night: Verifying, name: string, last: VerifyingSegment | null): VerifyingSegment | null => {
  if (last === null || (last.finishedAt !== null && last.night !== night.id)) return begun(night, name, last)
  return last.finishedAt === null ? last : null
}

/**
 * Goes on with a segment of the night that is under way, until it is done or time is up, and says whether it is done: called
 * again, it takes up where it stopped, and of one that is done it does nothing. One that was given up in a night before is
 * done first, whatever became of the others. Refuses `conflict` when another run is at it. Drift and faults are logged by
 * their keys and counted in metrics.
 */
export const verifySegment = async (night: Night, name: string): Promise<boolean> => {
  const { services, hasTime } = night
  const own = nightSegments.find((one) => one.name === name)
  if (!own) throw new Error(`The verification has no segment ${name}.`)
  const verifications = verificationsIn(services.store.table)
  const { verifying } = await verifications.standing()
  if (!verifying || verifying.finishedAt !== null) return true
  const standing = await verifications.segment(name)
  let { version } = standing
  let segment = nextOf(verifying, name, standing.verifying)
  while (segment) {
    if (!hasTime(stepMilliseconds)) return false
    const step = await own.step(tonightOf(night, segment.turns), segment.after)
    const moved = following(segment, step, services.now())
    version = await verifications.moveSegment(version, moved)
    tell(services, step)
    segment = nextOf(verifying, name, moved)
  }
  return true
}

const sumOf = (segments: readonly VerifyingSegment[], name: 'records' | 'drift' | 'faults'): number =>
  segments.reduce((sum, segment) => sum + segment[name], 0)

/** Ends the night once each of its segments is done, and says so; throws SegmentsLeft otherwise. Twice, it says so once. */
export const endNight = async ({ store, now, log }: Services): Promise<void> => {
  const verifications = verificationsIn(store.table)
  const { version, verifying } = await verifications.standing()
  if (!verifying || verifying.finishedAt !== null) return
  const segments = await verifications.segmentsOf(verifying.id)
  const done = new Set(segments.filter(({ finishedAt }) => finishedAt !== null).map(({ name }) => name))
  const left = nightSegments.map(({ name }) => name).filter((name) => !done.has(name))
  if (left.length > 0) throw new SegmentsLeft(`The verification of ${verifying.day} is not done: ${left.join(', ')}.`)
  const [records, drift, faults] = [sumOf(segments, 'records'), sumOf(segments, 'drift'), sumOf(segments, 'faults')]
  const ended = { ...verifying, records, drift, faults, finishedAt: now() }
  await verifications.move(version, ended)
  log.measure({ Verification: 'nightly' }, { Verifications: 1 })
  log.info('verified', ended)
}

/**
 * The whole night in one process, its segments one after the other, until it is done or time is up; of a day that is done it
 * does nothing. Returns how it stands. Refuses `conflict` when another run is at it.
 */
export const verifyNightly = async (night: Night): Promise<Verifying> => {
  const { services } = night
  let isDone = true
  for (const name of await beginNight(services)) isDone &&= await verifySegment(night, name)
  if (isDone) await endNight(services)
  const { verifying } = await verificationsIn(services.store.table).standing()
  if (!verifying) throw new Error('No verification was begun.')
  return verifying
}

/** Whether another run was at the same: whoever lost reads where that one came to, and goes on from there. */
export const isOvertaken = (error: unknown): boolean => error instanceof Refusal && error.code === 'conflict'

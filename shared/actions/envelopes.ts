// Holds parts to their envelope: children, in USD at the parent's month, never pass the parent, also when many arrive at once.
import { sees } from '#domain/can.ts'
import { stageAmounts } from '#domain/coverage/stages.ts'
import { stagesAt } from '#domain/coverage/stagesAt.ts'
import { monthOfValue } from '#domain/currency.ts'
import type { Caller } from '#model/caller.ts'
import type { Contribution } from '#model/contribution.ts'
import type { MonthlyRates } from '#model/money.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { EnvelopeMoved, type Room, type Taken } from '#store/envelopes.ts'
import type { Write } from '#store/table.ts'
import { sameValue } from './sameValue.ts'

/** Envelopes above one another at most: a part of a part of a part is as deep as any programme goes. */
const maxDepth = 8

/** Writes that envelopes may take of a transaction that holds a hundred: three for each joined, kept or left, one above. */
const maxEnvelopeWrites = 60

const wholesOf = (contribution: Contribution | null): string[] =>
  contribution
    ? [...new Set(contribution.relations.filter(({ type }) => type === 'part-of').map((one) => one.contribution))]
    : []

const refuseRelations = (detail: string): never => {
  throw new Refusal('validation', detail, [{ pointer: '/relations', detail }])
}
const refuseTooMany = (): never => refuseRelations('A change joins, keeps and leaves fewer envelopes: make it in two.')

/**
 * The envelopes above those that a contribution joins, as far as the caller sees. Refuses `validation` for a loop: what
 * the caller cannot see closes none, since counting ignores loops.
 */
const envelopesAbove = async ({ store }: Services, caller: Caller, contribution: Contribution) => {
  const above = new Map<string, Contribution>()
  let level = wholesOf(contribution)
  for (let depth = 0; level.length > 0; depth += 1) {
    if (level.includes(contribution.id) || depth >= maxDepth)
      refuseRelations('A contribution is not a part of itself, nor of its own parts.')
    if (above.size + level.length > maxEnvelopeWrites) refuseTooMany()
    const wholes = [...(await store.contributions.getAll(level)).values()].filter((whole) => sees(caller, whole))
    for (const whole of wholes) above.set(whole.id, whole)
    level = [...new Set(wholes.flatMap(wholesOf))].filter((id) => !above.has(id) || id === contribution.id)
  }
  return above
}

/** What an envelope holds, in cents at its month: its own announced, its status aside; null where it has no amount. */
const capacityOf = (whole: Contribution): bigint | null =>
  whole.usd
    ? (stageAmounts({ ...whole, status: 'pledged', withdrawn: false, lapsedOn: null }).usd?.announced ?? null)
    : null

const ratesOf = async ({ store }: Services, whole: Contribution): Promise<MonthlyRates> => {
  const month = whole.usd?.month ?? monthOfValue(whole)
  return (await store.rates.ofMonth(month)) ?? { month, unitsPerEur: {} }
}

/**
 * What a part takes of an envelope, by counter: the larger of its amount, its commitments and what it has disbursed. A
 * lapsed pledge keeps its room, so that its renewal never meets a full envelope.
 */
const takenBy = (part: Contribution | null, rates: MonthlyRates): Taken => {
  const cents = (part && stagesAt({ ...part, lapsedOn: null }, rates)?.announced) ?? 0n
  if (!part || cents === 0n) return new Map()
  const confidential = part.visibility === 'shared' ? [] : [part.provider, part.reportedBy]
  return new Map([
    ['every', cents],
    ...(part.visibility === 'shared' ? [['shared', cents] as const] : []),
    ...confidential.map((code) => [`partner:${code}`, cents] as const),
  ])
}

/** What a whole holds and what a part takes of it, in cents at the whole's month; null where one of them has no amount. */
export const amountsAsPart = async (
  services: Services,
  part: Contribution,
  whole: Contribution,
): Promise<{ part: bigint; whole: bigint } | null> => {
  const taken = takenBy(part, await ratesOf(services, whole)).get('every')
  const capacity = capacityOf(whole)
  return taken === undefined || capacity === null ? null : { part: taken, whole: capacity }
}

const difference = (before: Taken, after: Taken): Taken =>
  new Map(
    [...new Set([...before.keys(), ...after.keys()])].map((counter) => [
      counter,
      (after.get(counter) ?? 0n) - (before.get(counter) ?? 0n),
    ]),
  )

/**
 * The counters that a change may not push past the capacity: the shared one, and what the caller sees beside. A part that
 * the caller may not see takes nothing from what it may give, or the refusal would tell of it.
 */
const roomsOf = async (
  { store }: Services,
  caller: Caller,
  { whole, deltas, capacity }: { whole: string; deltas: Taken; capacity: bigint },
): Promise<Room[]> => {
  const delta = (counter: string): bigint => deltas.get(counter) ?? 0n
  const shared: Room = { counter: 'shared', delta: delta('shared'), capacity }
  const rooms = [shared]
  if (caller.role === 'coordinator') rooms.push({ counter: 'every', delta: delta('every'), capacity })
  else if (caller.organization !== null) {
    const counter = `partner:${caller.organization}`
    const cents = await store.envelopes.takenOf(whole, counter)
    rooms.push({ ...shared, delta: shared.delta + delta(counter), beside: { counter, cents } })
  }
  return rooms.filter((room) => room.delta > 0n)
}

/** What of a part is counted, or decides who sees it: nothing else of it concerns its envelopes. */
const countedOf = (part: Contribution | null): unknown =>
  part && [part.money, part.transactions, part.status, part.withdrawn, part.visibility, part.provider, part.reportedBy]

interface Step {
  caller: Caller
  before: Contribution | null
  after: Contribution
}

const partWrites = async (
  services: Services,
  { caller, before, after }: Step,
  whole: Contribution,
): Promise<Write[]> => {
  const { envelopes } = services.store
  const [was, stays] = [wholesOf(before).includes(whole.id), wholesOf(after).includes(whole.id)]
  if (was === stays && sameValue(countedOf(before), countedOf(after))) return []
  const [rates, capacity] = [await ratesOf(services, whole), capacityOf(whole)]
  const deltas =
    capacity === null
      ? new Map()
      : difference(takenBy(was ? before : null, rates), takenBy(stays ? after : null, rates))
  const held = capacity !== null && sees(caller, whole)
  const rooms = held ? await roomsOf(services, caller, { whole: whole.id, deltas, capacity }) : []
  return envelopes.partWrites({ whole: whole.id, part: after.id, stays, deltas, rooms })
}

/** A sum of parts that stood in an envelope may pass it when its amount shrinks or is told in other rates. */
const mayPass = (before: Contribution, after: Contribution, capacity: bigint): boolean => {
  const stood = capacityOf(before)
  return stood === null || capacity < stood || before.usd?.month !== after.usd?.month
}

/** Measures the parts of an envelope again, and holds it to those that the caller sees. */
const ownWrites = async (services: Services, { caller, before, after }: Step): Promise<Write[]> => {
  const capacity = capacityOf(after)
  if (before === null || capacity === null || !mayPass(before, after, capacity)) return []
  const { contributions, envelopes } = services.store
  const [standing, rates] = [await envelopes.read(after.id), await ratesOf(services, after)]
  const taken = new Map<string, bigint>()
  let seen = 0n
  for (const part of (await contributions.getAll(standing.parts)).values()) {
    const own = takenBy(part, rates)
    for (const [counter, cents] of own) taken.set(counter, (taken.get(counter) ?? 0n) + cents)
    if (sees(caller, part)) seen += own.get('every') ?? 0n
  }
  if (seen > capacity) throw new Refusal('envelope-exceeded', 'The parts would pass the amount of their envelope.')
  return [envelopes.measured(after.id, standing, taken)]
}

/**
 * The writes that keep envelopes in step with a change, in its own transaction: refused with `envelope-exceeded` when
 * the parts that the caller sees would pass their whole. Refuses `validation` for loops.
 */
export const envelopeWrites = async (services: Services, step: Step): Promise<Write[]> => {
  const { store } = services
  const { caller, before, after } = step
  const own = await ownWrites(services, step)
  const named = [...new Set([...wholesOf(before), ...wholesOf(after)])]
  if (named.length === 0) return own
  const joins = wholesOf(after).some((id) => !wholesOf(before).includes(id))
  const above = joins ? await envelopesAbove(services, caller, after) : new Map<string, Contribution>()
  const wholes = await store.contributions.getAll(named)
  const parts = await Promise.all([...wholes.values()].map(async (whole) => partWrites(services, step, whole)))
  // Whatever a part takes was worked out with these envelopes as they were read, and so was that there is no loop: read
  // twice, one may have joined another between, so that it is held to its first reading.
  const read = new Map([...(parts.flat().length > 0 ? wholes : []), ...above])
  const writes = [
    ...parts.flat(),
    ...[...read.values()].map(({ id, revision }) => store.envelopes.unchanged(id, revision)),
  ]
  if (writes.length > maxEnvelopeWrites) refuseTooMany()
  return [...own, ...writes]
}

/** Of changes to one envelope that meet, one wins and the others read again; so many meet only under attack. */
const maxTries = 20

/** Runs a change again while envelopes that it read were changed meanwhile. */
export const whileEnvelopesMove = async <T>(run: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof EnvelopeMoved) || attempt >= maxTries) throw error
    }
  }
}

// Holds parts to their envelope: children, in USD at the parent's month, never pass the parent, also when many arrive at once.
import { convertToUsd, monthOfValue } from '#domain/currency.ts'
import { toHundredths } from '#domain/decimal.ts'
import type { Contribution } from '#model/contribution.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import type { Write } from '#store/table.ts'

/** Envelopes above one another at most: a part of a part of a part is as deep as any programme goes. */
const maxDepth = 8

/** Envelopes on one level above: more is no programme, and would make the walk up unbounded. */
const maxAbove = 100

/** Envelopes joined, kept and left in one change at most: each takes three writes of a transaction that holds a hundred. */
const maxWholes = 20

const wholesOf = (contribution: Contribution | null): string[] =>
  contribution
    ? [...new Set(contribution.relations.filter(({ type }) => type === 'part-of').map((one) => one.contribution))]
    : []

const centsOf = ({ usd }: Contribution): bigint | null => (usd ? toHundredths(usd.amount) : null)

const refuseLoop = (pointer: string): never => {
  const detail = 'A contribution is not a part of itself, nor of its own parts.'
  throw new Refusal('validation', detail, [{ pointer, detail }])
}

const refuseTooMany = (): never => {
  const detail = `A change joins, keeps and leaves at most ${maxWholes} envelopes: make it in two.`
  throw new Refusal('validation', detail, [{ pointer: '/relations', detail }])
}

const refuseLoops = async ({ store }: Services, contribution: Contribution): Promise<void> => {
  let above = wholesOf(contribution)
  for (let depth = 0; above.length > 0; depth += 1) {
    if (above.includes(contribution.id) || depth >= maxDepth || above.length > maxAbove) refuseLoop('/relations')
    const wholes = await store.contributions.getAll(above)
    above = [...new Set([...wholes.values()].flatMap(wholesOf))]
  }
}

/** What a contribution takes of an envelope, in cents at the envelope's month. */
const takenOf = async ({ store }: Services, part: Contribution, whole: Contribution): Promise<bigint> => {
  if (!part.money || part.withdrawn || part.status === 'cancelled') return 0n
  const rates = await store.rates.ofMonth(whole.usd?.month ?? monthOfValue(whole))
  return (rates && convertToUsd(part.money, rates)) ?? 0n
}

/**
 * The writes that keep envelopes in step with a change, in its own transaction: refused with `envelope-exceeded` when
 * the parts would pass their whole. Refuses `validation` for loops.
 */
export const envelopeWrites = async (
  services: Services,
  before: Contribution | null,
  after: Contribution,
): Promise<Write[]> => {
  const { store } = services
  const named = [...new Set([...wholesOf(before), ...wholesOf(after)])]
  const capacity = centsOf(after)
  const lowered = before !== null && capacity !== null && capacity < (centsOf(before) ?? capacity + 1n)
  const own = lowered ? [store.envelopes.capacityCheck(after.id, capacity)] : []
  if (named.length === 0) return own
  if (named.length > maxWholes) refuseTooMany()
  await refuseLoops(services, after)
  const wholes = await store.contributions.getAll(named)
  const parts = await Promise.all(
    [...wholes.values()].map(async (whole) =>
      store.envelopes.partWrites({
        whole: whole.id,
        part: after.id,
        // As it was counted then: the whole may have moved to another month since.
        before: await store.envelopes.taken(whole.id, after.id),
        after: wholesOf(after).includes(whole.id) ? await takenOf(services, after, whole) : 0n,
        stays: wholesOf(after).includes(whole.id),
        capacity: centsOf(whole),
        wholeRevision: whole.revision,
      }),
    ),
  )
  return [...own, ...parts.flat()]
}

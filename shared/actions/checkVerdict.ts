// Whether a verdict fits a finding: what it names, and that a survivor counts as itself.
import { fromHundredths } from '#domain/decimal.ts'
import { statusRank } from '#domain/statusLadder.ts'
import type { Contribution } from '#model/contribution.ts'
import type { Comparison } from '#model/detection.ts'
import type { NewDecision } from '#model/finding.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { confirmedLinks, holdTogether, keepApart, tellsApart } from './confirmedLinks.ts'
import { amountsAsPart } from './envelopes.ts'
import type { StandingFinding } from './readFindings.ts'

const refuse = (pointer: string, detail: string): never => {
  throw new Refusal('validation', detail, [{ pointer, detail }])
}

/** Merges on merges are as deep as this at most. */
const maxMerges = 20

/** What a contribution was merged into. */
const mergedInto = async (services: Services, id: string): Promise<string | null> =>
  (await confirmedLinks(services, id)).find(({ survivor }) => survivor !== id)?.survivor ?? null

/** The contribution that a confirmed one counts as: itself, or the survivor of the node it was merged into. */
export const survivorOf = async (services: Services, id: string): Promise<string> => {
  let survivor = id
  for (let depth = 0; depth < maxMerges; depth += 1) {
    const into = await mergedInto(services, survivor)
    if (into === null) return survivor
    survivor = into
  }
  return survivor
}

/** Findings that are named in one refusal. */
const mostNamed = 3

/** Refuses a verdict that other findings contradict: it would stand, and no figure follow it. */
const refuseBeside = (others: readonly string[], what: string): void => {
  if (others.length === 0) return
  const named = others.slice(0, mostNamed).join(', ')
  const more = others.length > mostNamed ? ` and ${others.length - mostNamed} more` : ''
  throw new Refusal('decision-not-possible', `Other decisions ${what}: reopen ${named}${more} first.`)
}

/**
 * A survivor is one of the two, counts as itself, and none of the pair's nodes is more advanced (formula 4). Refuses
 * `validation`, and `decision-not-possible` where a verdict tells records of the two nodes apart; whoever makes the
 * verdict count holds the fences of `merges` from before this is asked.
 */
export const checkSurvivor = async (services: Services, stored: Comparison, survivor: string): Promise<void> => {
  if (stored.kind !== 'duplicate-record')
    refuse('/verdict', 'Only a duplicate-record finding can be one and the same contribution.')
  const [a, b] = stored.contributions.map(({ id }) => id) as [string, string]
  if (survivor !== a && survivor !== b) refuse('/survivor', 'The survivor is one of the two contributions.')
  const other = survivor === a ? b : a
  const [own, others] = await Promise.all([survivorOf(services, survivor), survivorOf(services, other)])
  // Records of one node are one contribution already: saying so of two of them changes no figure, but for a ring.
  if (own === others && own !== other) return
  if (own !== survivor) refuse('/survivor', `This contribution counts as ${own} already: only a survivor can be named.`)
  const nodes = await services.store.contributions.getAll([own, others])
  const rank = (id: string): number => statusRank(nodes.get(id)?.status ?? 'cancelled')
  if (rank(own) < rank(others)) refuse('/survivor', 'The survivor is the more advanced of the two.')
  refuseBeside(await keepApart(services, stored), 'tell apart records that this one would make one contribution')
}

/** Two currencies seldom state one sum to the cent: a part may pass its whole by a hundredth where they differ. */
const slackOf = (part: Contribution, whole: Contribution): bigint =>
  part.money?.currency === whole.money?.currency ? 0n : 1n

const stated = ({ money }: Contribution, cents: bigint): string =>
  [money && money.currency !== 'USD' ? `${money.currency} ${money.amount}, ` : '', `USD ${fromHundredths(cents)}`].join(
    '',
  )

/** The whole is one of the two, and no less than its part, as declared parts are held to their envelope. */
const checkWhole = async (services: Services, stored: Comparison, named: string): Promise<void> => {
  if (stored.kind === 'oversupply') refuse('/verdict', 'Only two records can be a part and its whole.')
  const sides = await services.store.contributions.getAll(stored.contributions.map(({ id }) => id))
  const whole = sides.get(named)
  const [part] = [...sides.values()].filter(({ id }) => id !== named)
  if (!whole || !part) return refuse('/whole', 'The whole is one of the two contributions.')
  const cents = await amountsAsPart(services, part, whole)
  if (cents && cents.part * 100n > cents.whole * (100n + slackOf(part, whole)))
    refuse(
      '/whole',
      `The whole (${stated(whole, cents.whole)}) is smaller than its part (${stated(part, cents.part)}): name the larger one.`,
    )
}

/**
 * Refuses `validation` for a verdict that does not fit the finding, `decision-not-possible` when it is gone or others
 * contradict it.
 */
export const checkVerdict = async (
  services: Services,
  { stored, row }: StandingFinding,
  sent: NewDecision,
): Promise<void> => {
  if (!stored.detected) throw new Refusal('decision-not-possible', 'Nothing is left to decide: the finding is gone.')
  if (sent.verdict === 'same-contribution') await checkSurvivor(services, stored, sent.survivor ?? '')
  if (sent.verdict === 'part-of') await checkWhole(services, stored, sent.whole ?? '')
  if (tellsApart(stored.kind, sent.verdict))
    refuseBeside(await holdTogether(services, stored), 'make these two records one contribution')
  const last = row?.record.decisions.at(-1)
  if (sent.verdict === 'reopen' && (!last || last.verdict === 'reopen'))
    throw new Refusal('decision-not-possible', 'There is no verdict to reopen.')
}

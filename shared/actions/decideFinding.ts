// What coordinators say of a finding: a verdict, and the second one's confirmation.
import { decisionsFull } from '#domain/findings/roomFor.ts'
import { isUnconfirmed } from '#domain/findings/findingState.ts'
import type { Decision, Finding, NewDecision } from '#model/finding.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import type { Write } from '#store/table.ts'
import { checkSurvivor, checkVerdict, survivorOf } from './checkVerdict.ts'
import { tellsApart } from './confirmedLinks.ts'
import type { ActionRequest } from './request.ts'
import { isPair, type StandingFinding } from './readFindings.ts'
import { sayOnFinding } from './sayOnFinding.ts'

const withRoom = (decisions: Decision[]): Decision[] => {
  const full = decisionsFull(decisions)
  if (full !== null) throw new Refusal('conflict', full)
  return decisions
}

/**
 * Reads the fences of both sides and of what they count as, lets the check read on, and holds them: two verdicts that
 * meet cannot make a ring, and none that joins records passes one that tells them apart.
 */
const fenced = async (
  services: Services,
  { stored }: StandingFinding,
  check: () => Promise<void>,
): Promise<Write[]> => {
  const { merges } = services.store
  const sides = stored.contributions.map(({ id }) => id)
  const survivors = await Promise.all(sides.map(async (id) => survivorOf(services, id)))
  const versions = await merges.versionsOf([...new Set([...sides, ...survivors])])
  await check()
  return merges.moveWrites(versions)
}

const decisionOf = (services: Services, { caller }: ActionRequest, sent: NewDecision): Decision => ({
  verdict: sent.verdict,
  survivor: sent.survivor ?? null,
  whole: sent.whole ?? null,
  note: sent.note ?? null,
  by: caller.id,
  at: services.now(),
  needsConfirmation: sent.verdict === 'same-contribution' && services.secondCoordinator,
  confirmedBy: null,
  confirmedAt: null,
  confirmationNote: null,
})

/**
 * Keeps a verdict; nothing is deleted, a later one follows. Refuses `validation` for a verdict that does not fit the
 * finding, `decision-not-possible` when it is gone, and what sayOnFinding does.
 */
export const decideFinding = async (
  services: Services,
  request: ActionRequest,
  id: string,
  sent: NewDecision,
  expected: string | null = null,
): Promise<Finding> =>
  sayOnFinding(services, request, { id, expected }, 'finding.decide', async (standing) => {
    const { stored, row } = standing
    const decision = decisionOf(services, request, sent)
    const check = async (): Promise<void> => checkVerdict(services, standing, sent)
    const isFenced =
      sent.verdict === 'same-contribution' ? !isUnconfirmed(decision) : tellsApart(stored.kind, sent.verdict)
    const further = isFenced ? await fenced(services, standing, check) : []
    if (!isFenced) await check()
    return {
      said: {
        decisions: withRoom([...(row?.record.decisions ?? []), decision]),
        compared: stored.evidence.map(({ field, a, b }) => ({ field, a, b })),
        comparedRevisions: isPair(stored) ? [stored.contributions[0].revision, stored.contributions[1].revision] : null,
      },
      further,
    }
  })

/**
 * The second coordinator's word. Refuses `forbidden` to whoever decided, `decision-not-possible` without a verdict that
 * waits or beside one that contradicts it, and `validation` when the survivor has become another's record, or less advanced, since.
 */
export const confirmDecision = async (
  services: Services,
  request: ActionRequest,
  id: string,
  note: string | null,
  expected: string | null = null,
): Promise<Finding> =>
  sayOnFinding(services, request, { id, expected }, 'finding.decide', async (standing, { state, decisions }) => {
    const last = decisions.at(-1)
    if (state !== 'awaiting-confirmation' || !last)
      throw new Refusal('decision-not-possible', 'No verdict is waiting for confirmation.')
    if (last.by === request.caller.id)
      throw new Refusal('forbidden', 'A second coordinator confirms what the first has decided.')
    const further = await fenced(services, standing, async () =>
      checkSurvivor(services, standing.stored, last.survivor ?? ''),
    )
    const confirmed = { ...last, confirmedBy: request.caller.id, confirmedAt: services.now(), confirmationNote: note }
    return { said: { decisions: withRoom([...decisions.slice(0, -1), confirmed]) }, further }
  })

// What people say of a finding: a coordinator's verdict, the second coordinator's confirmation, a partner's dispute.
import { statusRank } from '#domain/statusLadder.ts'
import type { FindingRecord } from '#model/detection.ts'
import type { Decision, Finding, NewDecision } from '#model/finding.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { mustBeAllowed } from './permission.ts'
import { asFinding, type StandingFinding, standingFinding } from './readFindings.ts'
import { recordChange } from './recordChange.ts'
import { type ActionRequest, onceOnly } from './request.ts'

const refuse = (pointer: string, detail: string): never => {
  throw new Refusal('validation', detail, [{ pointer, detail }])
}

/** Merges on merges are as deep as this at most. */
const maxMerges = 20

/** The contribution that a confirmed one counts as: itself, or the survivor of the node it was merged into. */
const survivorOf = async ({ store }: Services, id: string): Promise<string> => {
  let survivor = id
  for (let depth = 0; depth < maxMerges; depth += 1) {
    const entries = await store.findings.entriesOf(survivor)
    const into = entries.find(
      ({ state, verdict, names }) =>
        state === 'decided' && verdict === 'same-contribution' && names !== null && names !== survivor,
    )
    if (!into?.names) return survivor
    survivor = into.names
  }
  return survivor
}

const checkSurvivor = async (services: Services, { stored }: StandingFinding, survivor: string): Promise<void> => {
  if (stored.kind !== 'duplicate-record')
    refuse('/verdict', 'Only a duplicate-record finding can be one and the same contribution.')
  const [a, b] = stored.contributions.map(({ id }) => id) as [string, string]
  if (survivor !== a && survivor !== b) refuse('/survivor', 'The survivor is one of the two contributions.')
  const [own, others] = await Promise.all([
    survivorOf(services, survivor),
    survivorOf(services, survivor === a ? b : a),
  ])
  if (own !== survivor) refuse('/survivor', `This contribution counts as ${own} already: only a survivor can be named.`)
  const nodes = await services.store.contributions.getAll([own, others])
  const rank = (id: string): number => statusRank(nodes.get(id)?.status ?? 'cancelled')
  if (rank(own) < rank(others)) refuse('/survivor', 'The survivor is the more advanced of the two.')
}

const checkDecision = async (services: Services, standing: StandingFinding, sent: NewDecision): Promise<void> => {
  const { stored, row } = standing
  if (!stored.detected) throw new Refusal('decision-not-possible', 'Nothing is left to decide: the finding is gone.')
  if (sent.verdict === 'same-contribution') await checkSurvivor(services, standing, sent.survivor ?? '')
  if (sent.verdict === 'part-of' && !stored.contributions.some(({ id }) => id === sent.whole))
    refuse('/whole', 'The whole is one of the two contributions.')
  const last = row?.record.decisions.at(-1)
  if (sent.verdict === 'reopen' && (!last || last.verdict === 'reopen'))
    throw new Refusal('decision-not-possible', 'There is no verdict to reopen.')
}

const emptyRecord = (id: string): Omit<FindingRecord, 'revision' | 'updatedAt'> => ({
  id,
  decisions: [],
  disputes: [],
  compared: [],
})

type Said = Partial<Pick<FindingRecord, 'decisions' | 'disputes' | 'compared'>>

/** Keeps what was said under the finding's own revision: of two who speak at once, the second reads again. */
const say = async (
  services: Services,
  request: ActionRequest,
  { stored, row }: StandingFinding,
  action: string,
  said: Said,
  seal: (answer: Finding) => ReturnType<Parameters<Parameters<typeof onceOnly>[2]>[0]>,
): Promise<Finding> => {
  const record: FindingRecord = {
    ...(row?.record ?? emptyRecord(stored.id)),
    ...said,
    revision: (row?.revision ?? 0) + 1,
    updatedAt: services.now(),
  }
  const answer = asFinding(stored, record)
  await recordChange(services, request, services.store.findings.records, {
    id: stored.id,
    action,
    previous: row ?? null,
    record,
    once: seal(answer),
  })
  return answer
}

const asConflict = async (run: () => Promise<Finding>): Promise<Finding> => {
  try {
    return await run()
  } catch (error) {
    if (error instanceof Refusal && ['already-exists', 'stale-revision'].includes(error.code))
      throw new Refusal('conflict', 'Somebody else spoke on this finding just now; read it again.')
    throw error
  }
}

/**
 * Keeps a verdict; nothing is deleted, a later one follows. Refuses `validation` for a verdict that does not fit the
 * finding, `decision-not-possible` when it is gone, `conflict` when another decided at the same moment.
 */
export const decideFinding = async (
  services: Services,
  request: ActionRequest,
  id: string,
  sent: NewDecision,
): Promise<Finding> =>
  asConflict(async () =>
    onceOnly(services, request, async (seal) => {
      const standing = await standingFinding(services, request.caller, id)
      mustBeAllowed(request.caller, 'finding.decide')
      await checkDecision(services, standing, sent)
      const decision: Decision = {
        verdict: sent.verdict,
        survivor: sent.survivor ?? null,
        whole: sent.whole ?? null,
        note: sent.note ?? null,
        by: request.caller.id,
        at: services.now(),
        confirmedBy: null,
        confirmedAt: null,
        confirmationNote: null,
      }
      return say(
        services,
        request,
        standing,
        'finding.decide',
        {
          decisions: [...(standing.row?.record.decisions ?? []), decision],
          compared: standing.stored.evidence.map(({ field, a, b }) => ({ field, a, b })),
        },
        seal,
      )
    }),
  )

/** The second coordinator's word: refuses `forbidden` to whoever decided, `decision-not-possible` without one waiting. */
export const confirmDecision = async (
  services: Services,
  request: ActionRequest,
  id: string,
  note: string | null,
): Promise<Finding> =>
  asConflict(async () =>
    onceOnly(services, request, async (seal) => {
      const standing = await standingFinding(services, request.caller, id)
      mustBeAllowed(request.caller, 'finding.decide')
      const finding = asFinding(standing.stored, standing.row?.record)
      const last = finding.decisions.at(-1)
      if (finding.state !== 'awaiting-confirmation' || !last)
        throw new Refusal('decision-not-possible', 'No verdict is waiting for confirmation.')
      if (last.by === request.caller.id)
        throw new Refusal('forbidden', 'A second coordinator confirms what the first has decided.')
      const confirmed = { ...last, confirmedBy: request.caller.id, confirmedAt: services.now(), confirmationNote: note }
      const decisions = [...finding.decisions.slice(0, -1), confirmed]
      return say(services, request, standing, 'finding.confirm', { decisions }, seal)
    }),
  )

/** A partner's answer to a finding that names it; the report shows it. Refuses `forbidden` to all others. */
export const disputeFinding = async (
  services: Services,
  request: ActionRequest,
  id: string,
  text: string,
): Promise<Finding> =>
  asConflict(async () =>
    onceOnly(services, request, async (seal) => {
      const { caller } = request
      const standing = await standingFinding(services, caller, id)
      mustBeAllowed(caller, 'finding.dispute')
      const named = standing.stored.contributions.flatMap(({ provider, reportedBy }) => [provider, reportedBy])
      if (caller.organization === null || !named.includes(caller.organization))
        throw new Refusal('forbidden', 'Only a partner that the finding names disputes it.')
      const dispute = { partner: caller.organization, text, at: services.now() }
      const disputes = [...(standing.row?.record.disputes ?? []), dispute]
      return say(services, request, standing, 'finding.dispute', { disputes }, seal)
    }),
  )

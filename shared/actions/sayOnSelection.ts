// One word on many findings: each its own transaction and audit entry, none that has changed since it was read.
import { atRiskTogether } from '#domain/findings/reviewGroups.ts'
import { suggestedSurvivor } from '#domain/report/suggestedSurvivor.ts'
import { fromHundredths, toHundredths } from '#domain/decimal.ts'
import type { Caller } from '#model/caller.ts'
import { type Finding, findingKinds, type NewAssignment } from '#model/finding.ts'
import { Refusal } from '#model/refusal.ts'
import type { FindingSelection, NewDecisions, SealedSelection, SelectionProgress } from '#model/selection.ts'
import type { Services } from '#runtime/services.ts'
import { assignFinding } from './assignFinding.ts'
import { confirmDecision, decideFinding } from './decideFinding.ts'
import type { SelectedFinding } from './listFindings.ts'
import { mustBeAllowed } from './permission.ts'
import { type ActionRequest, onceOnly } from './request.ts'

/** Findings that one request goes through: a second or two of work. */
const perRequest = 40

/** A selection as it is handed out, and after a request what is left of it: null when nothing is. */
export type Progress = Omit<SelectionProgress, 'selection'> & { selection: SealedSelection | null }

/** What is at risk in all of them, an amount that several name once; what passes a need is counted by itself. */
const usdOf = (findings: readonly SelectedFinding[]): bigint => {
  const [over = [], pairs = []] = [true, false].map((is) =>
    findings.filter(({ kind }) => (kind === 'oversupply') === is),
  )
  const passed = over.reduce((sum, { usdAtRisk }) => sum + toHundredths(usdAtRisk ?? '0'), 0n)
  const named = pairs.flatMap(({ contributions: [a, b], usdAtRisk }) =>
    a && b ? [{ a: a.id, b: b.id, usdAtRisk }] : [],
  )
  return passed + atRiskTogether(named)
}

/** What a filter selected, in figures to look at before anything is said, and the selection itself. */
export const selectionOf = (
  services: Services,
  caller: Caller,
  findings: readonly SelectedFinding[],
): Omit<FindingSelection, 'selection' | 'next'> & { selection: SealedSelection | null } => {
  const scores = findings.map(({ score }) => score)
  const kinds = findingKinds.map((kind) => [kind, findings.filter((finding) => finding.kind === kind).length] as const)
  return {
    count: findings.length,
    usdAtRisk: fromHundredths(usdOf(findings)),
    byKind: Object.fromEntries(kinds.filter(([, count]) => count > 0)),
    scores: scores.length === 0 ? null : { low: Math.min(...scores), high: Math.max(...scores) },
    disputed: findings.filter(({ isDisputed }) => isDisputed).length,
    assignedToOthers: findings.filter(({ assignee }) => assignee !== null && assignee.id !== caller.id).length,
    selection:
      findings.length === 0
        ? null
        : { id: services.newId(), findings: findings.map(({ id, etag }) => [id, etag] as [string, string]) },
  }
}

type Result = Progress['results'][number]
/** Says it of one finding, under the ETag that it was selected with. */
type SayOne = (request: ActionRequest, id: string, etag: string) => Promise<Finding>

const changedCodes = new Set(['stale-revision', 'conflict', 'not-found'])

const resultOf = async (id: string, say: () => Promise<Finding>): Promise<Result> => {
  try {
    return { finding: id, outcome: 'done', state: (await say()).state, detail: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const outcome = changedCodes.has(error.code) ? 'changed' : 'refused'
    return { finding: id, outcome, state: null, detail: error.message }
  }
}

const countOf = (results: readonly Result[], outcome: Result['outcome']): number =>
  results.filter((result) => result.outcome === outcome).length

const step = async (
  services: Services,
  request: ActionRequest,
  { id, findings }: SealedSelection,
  words: unknown,
  say: SayOne,
): Promise<Progress> => {
  const results: Result[] = []
  // One after the other: two of them may share a contribution, and would only meet.
  for (const [finding, etag] of findings.slice(0, perRequest)) {
    // A key of its own for each: a request that broke off is sent again and finds what it had done.
    const once = {
      id: services.fingerprint([request.caller.id, 'selection', id, finding]),
      fingerprint: services.fingerprint(words),
    }
    results.push(await resultOf(finding, async () => say({ ...request, once }, finding, etag)))
  }
  const left = findings.slice(perRequest)
  return {
    results,
    counts: {
      done: countOf(results, 'done'),
      changed: countOf(results, 'changed'),
      refused: countOf(results, 'refused'),
    },
    left: left.length,
    selection: left.length === 0 ? null : { id, findings: left },
  }
}

const through = async (
  services: Services,
  request: ActionRequest,
  selection: SealedSelection,
  words: unknown,
  say: SayOne,
): Promise<Progress> =>
  onceOnly(services, request, async (seal) => {
    const progress = await step(services, request, selection, words, say)
    await services.store.idempotency.keep(seal(progress))
    return progress
  })

const suggested = async ({ store }: Services, id: string): Promise<string | null> => {
  const stored = await store.findings.get(id)
  const sides = await store.contributions.getAll(stored?.contributions.map((side) => side.id) ?? [])
  return suggestedSurvivor([...sides.values()])?.contribution ?? null
}

/** Decides each finding of a selection that is as it was read, and says of every other why not. Refuses `forbidden`. */
export const decideSelection = async (
  services: Services,
  request: ActionRequest,
  selection: SealedSelection,
  { verdict, note }: Omit<NewDecisions, 'selection'>,
): Promise<Progress> => {
  mustBeAllowed(request.caller, 'finding.decide')
  return through(services, request, selection, ['decide', verdict, note ?? null], async (own, id, etag) => {
    const survivor = verdict === 'same-contribution' ? await suggested(services, id) : null
    return decideFinding(services, own, id, { verdict, survivor, whole: null, note: note ?? null }, etag)
  })
}

/** The second coordinator's word on each verdict of a selection that waits. Refuses `forbidden`. */
export const confirmSelection = async (
  services: Services,
  request: ActionRequest,
  selection: SealedSelection,
  note: string | null,
): Promise<Progress> => {
  mustBeAllowed(request.caller, 'finding.decide')
  return through(services, request, selection, ['confirm', note], async (own, id, etag) =>
    confirmDecision(services, own, id, note, etag),
  )
}

/** Takes on, or releases, each finding of a selection. Refuses `forbidden`. */
export const assignSelection = async (
  services: Services,
  request: ActionRequest,
  selection: SealedSelection,
  sent: NewAssignment,
): Promise<Progress> => {
  mustBeAllowed(request.caller, 'finding.assign')
  return through(services, request, selection, ['assign', sent], async (own, id, etag) =>
    assignFinding(services, own, id, sent, etag),
  )
}

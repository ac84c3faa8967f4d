// One word on one finding: kept under the finding's own revision, against the comparison that the speaker read.
import type { Action } from '#domain/can.ts'
import type { FindingRecord } from '#model/detection.ts'
import type { Finding } from '#model/finding.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { ComparedAnew } from '#store/findings.ts'
import { VerdictsMet } from '#store/merges.ts'
import type { Write } from '#store/table.ts'
import { mustBeAllowed } from './permission.ts'
import { asFinding, isPair, type StandingFinding, standingFinding } from './readFindings.ts'
import { recordChange } from './recordChange.ts'
import { type ActionRequest, onceOnly, type Seal } from './request.ts'

/** The finding, or what was said of it, changed between the reading and the writing. */
class FindingChanged extends Refusal {}

// The stream compares a pair anew whenever a record around it changes; who gave no ETag means whatever stands.
const mostAttempts = 4

/** Of two verdicts that meet at a contribution the finding stays as it was read: the later one is only checked anew. */
const mayTryAgain = (error: unknown, expected: string | null): boolean =>
  error instanceof VerdictsMet || (error instanceof FindingChanged && expected === null)

const mustStillBe = (heard: number, { row }: StandingFinding): void => {
  if ((row?.revision ?? 0) !== heard)
    throw new FindingChanged('conflict', 'Somebody else spoke on this finding just now; read it again.')
}

/** Which finding, and the ETag that the speaker read it under; null where whatever stands is meant. */
interface FindingAsRead {
  id: string
  expected: string | null
}

export interface Statement {
  said: Partial<Omit<FindingRecord, 'id' | 'revision' | 'updatedAt'>>
  further?: Write[]
}

const emptyRecord = (id: string): Omit<FindingRecord, 'revision' | 'updatedAt'> => ({
  id,
  decisions: [],
  disputes: [],
  compared: [],
  comparedRevisions: null,
  assignee: null,
})

const keep = async (
  services: Services,
  request: ActionRequest,
  { stored, row }: StandingFinding,
  { action, said, further = [], seal }: Statement & { action: Action; seal: Seal },
): Promise<Finding> => {
  const record: FindingRecord = {
    ...(row?.record ?? emptyRecord(stored.id)),
    ...said,
    revision: (row?.revision ?? 0) + 1,
    updatedAt: services.now(),
  }
  const answer = asFinding(services, stored, record)
  try {
    await recordChange(services, request, services.store.findings.records, {
      id: stored.id,
      action,
      previous: row ?? null,
      record,
      // An oversupply is worked out from cells that no word holds still: where they move, it is open again.
      further: [...(isPair(stored) ? [services.store.findings.unchanged(stored)] : []), ...further],
      once: seal(answer),
    })
  } catch (error) {
    if (error instanceof ComparedAnew) throw new FindingChanged(error.code, error.message)
    if (error instanceof Refusal && ['already-exists', 'stale-revision'].includes(error.code))
      throw new FindingChanged('conflict', 'The finding changed just now; read it again.')
    throw error
  }
  return answer
}

/**
 * Says what `say` makes of the finding as it stands. Refuses `not-found` for what may not be seen, `forbidden`,
 * `stale-revision` for another ETag than expected, and `conflict` when the finding, or what was said of it, changed
 * between the reading and the writing, again and again where no ETag was given: nobody's word is lost.
 */
export const sayOnFinding = async (
  services: Services,
  request: ActionRequest,
  { id, expected }: FindingAsRead,
  action: Action,
  say: (standing: StandingFinding, finding: Finding) => Promise<Statement>,
): Promise<Finding> =>
  onceOnly(services, request, async (seal) => {
    let heard: number | undefined
    for (let attempt = 1; ; attempt += 1) {
      const standing = await standingFinding(services, request.caller, id)
      heard ??= standing.row?.revision ?? 0
      mustStillBe(heard, standing)
      const places = standing.stored.contributions.map(({ subCluster }) => subCluster)
      mustBeAllowed(request.caller, action, undefined, places)
      const finding = asFinding(services, standing.stored, standing.row?.record)
      if (expected !== null && expected !== finding.etag)
        throw new Refusal('stale-revision', 'The finding has changed since it had that ETag; read it again.')
      try {
        return await keep(services, request, standing, { action, seal, ...(await say(standing, finding)) })
      } catch (error) {
        if (!mayTryAgain(error, expected) || attempt === mostAttempts) throw error
      }
    }
  })

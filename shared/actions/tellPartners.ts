// Tells the partners that a finding names what is new of it: run by the stream, as often as it likes.
import { sees } from '#domain/can.ts'
import { type Notice, noticeOf, noticeText } from '#domain/findings/notice.ts'
import type { StoredFinding } from '#model/detection.ts'
import type { Finding } from '#model/finding.ts'
import type { Services } from '#runtime/services.ts'
import { asFinding } from './readFindings.ts'
import { tellOnce } from './tellOnce.ts'

/** Provider and reporter of both sides, as far as they may see both. */
const partnersToTell = ({ contributions }: StoredFinding): string[] => {
  const named = new Set(contributions.flatMap(({ provider, reportedBy }) => [provider, reportedBy]))
  return [...named].filter((organization) =>
    contributions.every((side) => sees({ id: organization, role: 'partner', organization }, side)),
  )
}

const announcementOf = (services: Services, finding: Finding, partner: string, { event, mark }: Notice) => {
  const { id, kind, state, score, contributions, usdAtRisk, reopenedBecause, decisions } = finding
  const text = noticeText(event, finding)
  const verdict = state === 'decided' ? (decisions.at(-1)?.verdict ?? null) : null
  return {
    subject: `Finding: ${text.en}`,
    text: JSON.stringify({
      // The same event has the same id: a reader who gets it twice after a crash can tell.
      id: services.fingerprint([id, partner, mark, finding.updatedAt]).slice(0, 32),
      event,
      message: text,
      finding: { id, kind, state, score, contributions, usdAtRisk, reopenedBecause, verdict },
      read: `/v1/findings/${id}`,
    }),
    attributes: { event, partner, kind },
  }
}

const tell = async (services: Services, finding: Finding, partner: string): Promise<void> =>
  tellOnce(services, { about: `FINDING#${finding.id}`, whom: partner }, (told) => {
    const notice = noticeOf(finding, told)
    return notice && { mark: notice.mark, announcement: announcementOf(services, finding, partner, notice) }
  })

/**
 * Each partner is told once of each event: what was last told is kept, and moves when the announcement is out. Only a
 * process that dies between the two can tell twice. Whoever may not see both sides is told nothing.
 */
export const tellPartners = async (services: Services, id: string): Promise<void> => {
  const [stored, row] = await Promise.all([services.store.findings.get(id), services.store.findings.records.get(id)])
  if (!stored) return
  const finding = asFinding(services, stored, row?.record)
  for (const partner of partnersToTell(stored)) await tell(services, finding, partner)
}

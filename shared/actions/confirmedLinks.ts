// Findings that make records one, by the decisions themselves: the stream's entries only say where to look.
import { findingStanding } from '#domain/findings/findingState.ts'
import type { Comparison } from '#model/detection.ts'
import type { Services } from '#runtime/services.ts'

export interface ConfirmedLink {
  finding: string
  other: string
  survivor: string
}

/** Every confirmed `same-contribution` that names a contribution. */
export const confirmedLinks = async ({ store }: Services, id: string): Promise<ConfirmedLink[]> => {
  const entries = (await store.findings.entriesOf(id)).filter(({ kind }) => kind === 'duplicate-record')
  const records = await store.findings.records.getAll(entries.map(({ finding }) => finding))
  const merging = [...records.values()].filter(({ decisions }) => decisions.at(-1)?.verdict === 'same-contribution')
  const stored = await store.findings.getAll(merging.map((record) => record.id))
  return merging.flatMap((record) => {
    const finding = stored.get(record.id)
    const other = entries.find((entry) => entry.finding === record.id)?.other
    const { state, names } = finding ? findingStanding({ ...finding, ...record }) : { state: 'gone', names: null }
    return state === 'decided' && names !== null && other !== undefined
      ? [{ finding: record.id, other, survivor: names }]
      : []
  })
}

/** Records of one contribution that are gone through: as many queries at most. */
const mostRecords = 40

/**
 * The findings that would leave a pair one contribution whatever is said of it: of all that join other records to its
 * second, those whose record hangs together with its first. Undone, they leave the pair to its own verdict.
 */
export const holdTogether = async (services: Services, { id, contributions }: Comparison): Promise<string[]> => {
  const [first, second] = contributions.map((side) => side.id) as [string, string]
  const holding: string[] = []
  const reached = new Set([first])
  for (const record of reached) {
    if (reached.size > mostRecords) break
    for (const { finding, other } of await confirmedLinks(services, record)) {
      if (finding === id) continue
      if (other === second) holding.push(finding)
      else reached.add(other)
    }
  }
  return holding
}

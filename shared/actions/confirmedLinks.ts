// Findings that make records one or tell them apart, by the decisions themselves: the stream's entries only say where to look.
import { findingStanding } from '#domain/findings/findingState.ts'
import type { Comparison } from '#model/detection.ts'
import type { FindingKind, Verdict } from '#model/finding.ts'
import type { Services } from '#runtime/services.ts'

export interface StandingLink {
  finding: string
  other: string
  /** What both count as; null where they are told apart. */
  survivor: string | null
}

/** Whether a verdict says that two records are not one: an overlap of two says nothing of it, a part and its whole do. */
export const tellsApart = (kind: FindingKind, verdict: Verdict): boolean =>
  verdict === 'part-of' || (kind === 'duplicate-record' && verdict !== 'same-contribution' && verdict !== 'reopen')

const isMerging = (_kind: FindingKind, verdict: Verdict): boolean => verdict === 'same-contribution'
const isEither = (kind: FindingKind, verdict: Verdict): boolean => isMerging(kind, verdict) || tellsApart(kind, verdict)

/** Every decided finding of a contribution whose verdict is sought. */
const linksOf = async (
  { store: { findings } }: Services,
  id: string,
  isSought: (kind: FindingKind, verdict: Verdict) => boolean,
): Promise<StandingLink[]> => {
  const entries = new Map((await findings.entriesOf(id)).map((entry) => [entry.finding, entry]))
  const records = await findings.records.getAll([...entries.keys()])
  const sought = [...records.values()].flatMap((record) => {
    const [entry, last] = [entries.get(record.id), record.decisions.at(-1)]
    return entry && last && isSought(entry.kind, last.verdict) ? [{ ...entry, record }] : []
  })
  const stored = await findings.getAll(sought.map(({ finding }) => finding))
  return sought.flatMap(({ finding, other, record }) => {
    const standing = stored.get(finding)
    const { state, verdict, names } = standing ? findingStanding({ ...standing, ...record }) : gone
    if (state !== 'decided') return []
    return [{ finding, other, survivor: verdict === 'same-contribution' ? names : null }]
  })
}

const gone = { state: 'gone', verdict: null, names: null }

/** Every confirmed `same-contribution` that names a contribution. */
export const confirmedLinks = async (services: Services, id: string): Promise<StandingLink[]> =>
  linksOf(services, id, isMerging)

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

/** The records that are one with the first, with all that other findings than the pair's own say of them. */
const nodeOf = async (
  services: Services,
  first: string,
  own: string,
): Promise<{ records: Set<string>; links: StandingLink[] }> => {
  const records = new Set([first])
  const links: StandingLink[] = []
  for (const record of records) {
    if (records.size > mostRecords) break
    const others = (await linksOf(services, record, isEither)).filter(({ finding }) => finding !== own)
    links.push(...others)
    for (const { other, survivor } of others) if (survivor !== null) records.add(other)
  }
  return { records, links }
}

/** The findings that tell apart what a pair's verdict would make one: a record of either side's node from one of the other's. */
export const keepApart = async (services: Services, { id, contributions }: Comparison): Promise<string[]> => {
  const nodes = await Promise.all(contributions.map(async (side) => nodeOf(services, side.id, id)))
  const [links, records] = [nodes[0]?.links ?? [], nodes[1]?.records]
  return links.filter(({ other, survivor }) => survivor === null && records?.has(other)).map(({ finding }) => finding)
}

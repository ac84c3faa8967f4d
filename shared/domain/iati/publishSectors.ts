// A contribution's place in the taxonomy as IATI sectors: the purpose code that each area is nearest to, and our own codes.
import type { XmlElement } from '#model/activity.ts'
import type { Contribution } from '#model/contribution.ts'
import { vocabularyUri } from './sectors.ts'
import { element, narrative } from './xmlElements.ts'

export interface TermNames {
  /** By kind and code, as in `priority-area peacebuilding`. */
  termNames: ReadonlyMap<string, string>
}

/** OECD DAC CRS purpose codes; what has no area that is told here is security system management (15210). */
const purposeByArea: ReadonlyMap<string, string> = new Map(Object.entries({
  'peacekeeping-training': '15230', 'mission-planning': '15230', 'mission-management': '15230', 'financing-of-operations': '15230',
  'logistics-and-resource-management': '15230', 'african-standby-force': '15230', 'disarmament-and-small-arms': '15240',
  'mediation-and-panel-of-the-wise': '15220', 'early-warning': '15220', peacebuilding: '15220', 'human-rights': '15160',
  'protection-of-civilians-and-humanitarian-action': '72010',
})) // prettier-ignore
const purposeBySubCluster: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'post-conflict-reconstruction-and-development': '15220',
    'human-rights-justice-and-reconciliation': '15160',
  }),
)
const otherwise = '15210'

const wholePercent = 10_000

/** Hundredths of a percent by purpose code; areas without percentages have the code of the sub-cluster, or their common one. */
const shares = ({ priorityAreas, subCluster }: Contribution): Map<string, number> => {
  const codes = new Set(priorityAreas.map(({ code }) => purposeByArea.get(code) ?? otherwise))
  const [only] = codes
  if (only !== undefined && codes.size === 1) return new Map([[only, wholePercent]])
  const found = new Map<string, number>()
  for (const { code, percent } of priorityAreas) {
    const purpose = purposeByArea.get(code) ?? otherwise
    found.set(purpose, (found.get(purpose) ?? 0) + Math.round((percent ?? 0) * 100))
  }
  const total = [...found.values()].reduce((sum, share) => sum + share, 0)
  return total === wholePercent
    ? found
    : new Map([[purposeBySubCluster.get(subCluster ?? '') ?? otherwise, wholePercent]])
}

const own = (name: string, vocabulary: string, code: string, words: string, percent?: number | null): XmlElement =>
  element(
    name,
    { vocabulary, 'vocabulary-uri': vocabularyUri, code, ...(percent == null ? {} : { percentage: String(percent) }) },
    [narrative(words)],
  )

/**
 * Purpose codes as vocabulary 1, the sub-cluster as 99 and its areas with their percentages as 98; areas that nobody gave
 * percentages are tags, which need none.
 */
export const sectorElements = (contribution: Contribution, { termNames }: TermNames): XmlElement[] => {
  const { subCluster, priorityAreas } = contribution
  const nameOf = (kind: string, code: string): string => termNames.get(`${kind} ${code}`) ?? code
  const areaName = (code: string): string => nameOf('priority-area', code)
  const divided = priorityAreas.every(({ percent }) => percent != null)
  return [
    ...[...shares(contribution)].map(([code, percent]) =>
      element('sector', { vocabulary: '1', code, percentage: String(percent / 100) }),
    ),
    ...(subCluster ? [own('sector', '99', subCluster, nameOf('sub-cluster', subCluster), 100)] : []),
    ...(divided ? priorityAreas.map(({ code, percent }) => own('sector', '98', code, areaName(code), percent)) : []),
    ...(divided ? [] : priorityAreas.map(({ code }) => own('tag', '99', code, areaName(code)))),
  ]
}

// The columns of an export of findings: one row each, with the latest decision and the reasons in words.
import type { Finding } from '#model/finding.ts'
import { column, type ExportColumn, listed } from './exportColumn.ts'

const latest = ({ decisions }: Finding) => decisions.at(-1)

const sideColumns = (side: 'a' | 'b', at: 0 | 1): ExportColumn<Finding>[] => [
  column(`${side}_id`, `#activity+id+${side}`, ({ contributions }) => contributions[at]?.id),
  column(`${side}_title`, `#activity+name+${side}`, ({ contributions }) => contributions[at]?.title),
  column(`${side}_provider`, `#org+provider+${side}`, ({ contributions }) => contributions[at]?.provider),
]

export const findingColumns: readonly ExportColumn<Finding>[] = [
  column('id', '#meta+id', ({ id }) => id),
  column('kind', '#meta+kind', ({ kind }) => kind),
  column('state', '#status', ({ state }) => state),
  column('score', '#indicator+score', ({ score }) => score, 'score'),
  ...sideColumns('a', 0),
  ...sideColumns('b', 1),
  column('usd_at_risk', '#value+usd', ({ usdAtRisk }) => usdAtRisk, 'decimal'),
  column('evidence', '#description+evidence', ({ evidence }) => listed(evidence.map(({ text }) => text))),
  column('verdict', '#meta+verdict', (finding) => latest(finding)?.verdict),
  column('survivor', '#activity+id+survivor', (finding) => latest(finding)?.survivor),
  column('whole', '#activity+id+whole', (finding) => latest(finding)?.whole),
  column('note', '#description+note', (finding) => latest(finding)?.note),
  column('decided_by', '#contact+decided', (finding) => latest(finding)?.by),
  column('decided_at', '#date+decided', (finding) => latest(finding)?.at, 'instant'),
  column('confirmed_by', '#contact+confirmed', (finding) => latest(finding)?.confirmedBy),
  column('disputes', '#description+dispute', ({ disputes }) =>
    listed(disputes.map(({ partner, text }) => `${partner}: ${text}`)),
  ),
  column('reopened_because', '#description+reopened', ({ reopenedBecause }) => listed(reopenedBecause ?? [])),
  column('assignee', '#contact+assignee', ({ assignee }) => assignee?.id),
  column('weights_version', '#meta+weights', ({ weightsVersion }) => weightsVersion),
  column('first_seen', '#date+first', ({ firstSeen }) => firstSeen, 'instant'),
  column('updated_at', '#date+updated', ({ updatedAt }) => updatedAt, 'instant'),
]

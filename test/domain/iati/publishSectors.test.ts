// Sectors that are published: purpose codes beside the tracker's own vocabulary.
import { expect, test } from 'vitest'
import { publishSectors } from '#test/support/publishedActivities.ts'

const percents = (area: string, other: string): object[] => [
  { code: area, percent: 12.5 },
  { code: other, percent: 87.5 },
]

test.each([
  ['areas with percentages', 'peace-and-security-architecture', percents('mission-planning', 'peacebuilding'), ['1 15230 12.5', '1 15220 87.5', '99 peace-and-security-architecture 100', '98 mission-planning 12.5', '98 peacebuilding 87.5']],
  ['areas of one purpose', 'peace-and-security-architecture', [{ code: 'mission-planning' }, { code: 'mission-management' }], ['1 15230 100', '99 peace-and-security-architecture 100', 'tag mission-planning', 'tag mission-management']],
  ['areas of two purposes without percentages', 'human-rights-justice-and-reconciliation', [{ code: 'mission-planning' }, { code: 'human-rights' }], ['1 15160 100', '99 human-rights-justice-and-reconciliation 100', 'tag mission-planning', 'tag human-rights']],
  ['a sub-cluster alone', 'post-conflict-reconstruction-and-development', [], ['1 15220 100', '99 post-conflict-reconstruction-and-development 100']],
  ['nothing', null, [], ['1 15210 100']],
])('%s', (_name, subCluster, priorityAreas, lines) => {
  expect(publishSectors(subCluster, priorityAreas)).toEqual(lines)
}) // prettier-ignore

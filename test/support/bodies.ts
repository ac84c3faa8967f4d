// Bodies as callers send them: a plain course, a need and a grant, changed field by field.

export const architecture = 'peace-and-security-architecture'
export const recovery = 'post-conflict-reconstruction-and-development'

/** 11 days of June 2008: one quarter, so that figures are easy to follow. */
export const course = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  title: 'Mission leadership course for senior officers',
  provider: 'eu',
  beneficiary: 'auc',
  subCluster: architecture,
  priorityAreas: [{ code: 'mission-management' }],
  modality: 'training',
  status: 'committed',
  money: { amount: '100000.00', currency: 'EUR' },
  period: { start: '2008-06-04', end: '2008-06-14' },
  places: [{ country: 'KE', name: 'Nairobi' }],
  ...changes,
})

/** As little as a contribution needs. */
export const grant = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  title: 'Grant',
  provider: 'eu',
  beneficiary: 'auc',
  money: { amount: '10.00', currency: 'USD', valueDate: '2008-06-01' },
  ...changes,
})

export const need = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  title: 'Officers trained in mission planning',
  beneficiary: 'auc',
  subCluster: architecture,
  priorityArea: 'mission-planning',
  modality: 'training',
  measure: 'seats',
  amount: '300',
  period: { start: '2009-01-01', end: '2009-03-31' },
  urgency: 'one-off',
  ...changes,
})

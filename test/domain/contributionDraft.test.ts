// From a contribution as it is sent to one as it is kept, and back.
import { expect, test } from 'vitest'
import { asKept, asSent } from '#domain/contributionDraft.ts'
import { Contribution, NewContribution } from '#model/contribution.ts'
import { keptContribution, sent } from '#test/support/builders.ts'

const {
  id,
  revision,
  reportedBy,
  withdrawn,
  lapsedOn,
  createdAt,
  updatedAt,
  usd,
  transactions,
  deliveries,
  renewals,
  statusHistory,
} = keptContribution()
const kept = {
  id,
  revision,
  reportedBy,
  withdrawn,
  lapsedOn,
  createdAt,
  updatedAt,
  usd,
  transactions,
  deliveries,
  renewals,
  statusHistory,
}

test('the least that can be sent is kept with every field', () => {
  const least = { title: 'Course', provider: 'eu', beneficiary: 'auc', period: { start: '2008-01-01' } }
  const contribution = asKept(least, kept)

  expect(Contribution.parse(contribution)).toEqual(contribution)
  expect(contribution).toMatchObject({ language: 'en', status: 'pipeline', visibility: 'shared', money: null })
})

test('what was sent is what was kept, without what only the tracker knows', () => {
  const again = asSent(asKept(sent(), kept))

  expect(NewContribution.safeParse(again).success).toBe(true)
  expect(again).toMatchObject(sent())
  for (const name of Object.keys(kept)) expect(again).not.toHaveProperty(name)
})

test('keeping what was read back changes nothing', () => {
  const contribution = asKept(sent({ visibility: 'coordinators', language: 'fr', description: 'Cours' }), kept)

  expect(asKept(asSent(contribution), kept)).toEqual(contribution)
})

test('what the tracker knows is not taken from what is sent', () => {
  const forged = { ...sent(), reportedBy: 'ecowas', revision: 9 } as NewContribution

  expect(asKept(forged, kept)).toMatchObject({ reportedBy: 'un-dpko', revision: 1 })
})

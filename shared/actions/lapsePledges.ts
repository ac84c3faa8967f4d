// Lapses the pledges that nobody renewed, by a dated write like any other, and warns of those that lapse soon: run by the schedule.
import { addDays } from '#domain/days.ts'
import { lapsedOn, pledgeDue, warnedFrom, warningDays } from '#domain/pledge.ts'
import type { Contribution } from '#model/contribution.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import type { ActionRequest } from './request.ts'
import { revise } from './reviseContribution.ts'
import { tellOnce } from './tellOnce.ts'

/** The tracker itself: it changes what time changes. */
const requestOn = (day: string): ActionRequest => ({
  caller: { id: 'tracker', role: 'coordinator', organization: null },
  requestId: `lapse-${day}`,
  once: null,
})

const lapse = async (services: Services, id: string, due: string, today: string): Promise<void> => {
  try {
    await revise(services, requestOn(today), {
      id,
      action: 'contribution.lapse',
      expected: null,
      reason: `Not renewed by ${due}.`,
      change: (standing) => {
        const isOverdue = standing.lapsedOn === null && lapsedOn(standing, today) !== null
        if (!isOverdue) throw new Refusal('conflict', 'The pledge was renewed, or changed otherwise, meanwhile.')
        return standing
      },
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    services.log.info('a pledge did not lapse', { id, reason: error.message })
  }
}

const warningOf = ({ id, title, provider }: Contribution, partner: string, due: string) => ({
  subject: `Pledge lapses on ${due}`,
  text: JSON.stringify({
    event: 'pledge-lapses-soon',
    message: {
      en: `The pledge “${title}” lapses on ${due} unless it is renewed.`,
      fr: `La promesse « ${title} » devient caduque le ${due} si elle n’est pas renouvelée.`,
    },
    contribution: { id, title, provider },
    due,
    renew: `/v1/contributions/${id}/renewals`,
  }),
  attributes: { event: 'pledge-lapses-soon', partner },
})

const warn = async (services: Services, contribution: Contribution, due: string): Promise<void> => {
  for (const partner of new Set([contribution.provider, contribution.reportedBy]))
    await tellOnce(services, { about: `PLEDGE#${contribution.id}`, whom: partner }, (told) =>
      told === due ? null : { mark: due, announcement: warningOf(contribution, partner, due) },
    )
}

/** What the day means for one pledge; the list that led here may lag behind the record, which decides. */
const followDay = async (services: Services, id: string, today: string): Promise<void> => {
  const record = (await services.store.contributions.get(id))?.record
  const due = record && pledgeDue(record)
  if (!record || !due || record.lapsedOn !== null) return
  if (due <= today) await lapse(services, id, due, today)
  else if (warnedFrom(due) <= today) await warn(services, record, due)
}

/** All ids up to a day, shared and confidential ones: read whole, because lapsing takes them off the list. */
const idsUntil = async ({ store }: Services, day: string): Promise<string[]> => {
  const ids = new Set<string>()
  for (const viewer of ['everyone', 'coordinators']) {
    let after: string | undefined
    do {
      const page = await store.pledges.until({ viewer, day, after, limit: 200 })
      for (const { entry } of page.pledges) ids.add(String(entry['id']))
      after = page.more ? page.pledges.at(-1)?.at : undefined
    } while (after !== undefined)
  }
  return [...ids]
}

/**
 * Safe to run twice, late, or at the same time as another: a pledge lapses once, at whatever moment this first sees that
 * its day has come, and each of its partners is warned once of each deadline. One that fails does not keep the others.
 */
export const lapsePledges = async (services: Services): Promise<void> => {
  const today = services.now().slice(0, 10)
  const failed: string[] = []
  for (const id of await idsUntil(services, addDays(today, warningDays))) {
    try {
      await followDay(services, id, today)
    } catch (error) {
      services.log.error('a pledge could not be followed', { id, reason: String(error) })
      failed.push(id)
    }
  }
  if (failed.length > 0) throw new Error(`Pledges that could not be followed: ${failed.join(', ')}`)
}

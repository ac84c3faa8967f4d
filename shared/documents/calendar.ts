// Trainings as iCalendar (RFC 5545), to subscribe to: whole days, clashes marked.
import ical, { ICalEventStatus } from 'ical-generator'
import { addDays } from '#domain/days.ts'
import type { Status } from '#model/contribution.ts'

export interface CalendarTraining {
  id: string
  title: string
  provider: string
  implementers: readonly string[]
  beneficiary: string
  subCluster: string | null
  status: Status
  places: readonly string[]
  description: string | null
  start: string
  /** The last day, included. */
  end: string
  revision: number
  createdAt: string
  updatedAt: string
  /** What clashes with it, in words. */
  clashes: readonly string[]
}

const statusOf: Record<Status, ICalEventStatus> = {
  pipeline: ICalEventStatus.TENTATIVE,
  pledged: ICalEventStatus.TENTATIVE,
  suspended: ICalEventStatus.TENTATIVE,
  committed: ICalEventStatus.CONFIRMED,
  active: ICalEventStatus.CONFIRMED,
  completed: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
}

const descriptionOf = ({
  provider,
  implementers,
  beneficiary,
  status,
  clashes,
  description,
}: CalendarTraining): string =>
  [
    ...clashes.map((clash) => `Clash: ${clash}`),
    `Provider: ${provider}`,
    ...(implementers.length > 0 ? [`Implementers: ${implementers.join(', ')}`] : []),
    `For: ${beneficiary}`,
    `Status: ${status}`,
    ...(description ? ['', description] : []),
  ].join('\n')

/**
 * A calendar without a method, as one that is subscribed to. `DTEND` is the day after the last (RFC 5545, 3.6.1), and
 * `DTSTAMP` when the record was last changed, so that the same trainings make the same file.
 */
export const trainingCalendar = (name: string, trainings: readonly CalendarTraining[]): string => {
  const calendar = ical({
    name,
    prodId: { company: 'African Union', product: 'Contribution tracker', language: 'EN' },
    ttl: 60 * 60,
  })
  for (const training of trainings) {
    const { id, title, subCluster, status, places, start, end, revision, createdAt, updatedAt, clashes } = training
    const isClash = clashes.length > 0
    calendar.createEvent({
      id: `${id}@au-contribution-tracker`,
      allDay: true,
      start,
      end: addDays(end, 1),
      stamp: updatedAt,
      created: createdAt,
      lastModified: updatedAt,
      sequence: revision,
      summary: isClash ? `CLASH: ${title}` : title,
      description: descriptionOf(training),
      status: statusOf[status],
      ...(places.length > 0 ? { location: places.join('; ') } : {}),
      categories: [...(subCluster === null ? [] : [subCluster]), ...(isClash ? ['clash'] : [])].map((category) => ({
        name: category,
      })),
    })
  }
  return calendar.toString()
}

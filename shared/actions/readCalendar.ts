// The trainings of a calendar, as the caller may see them, with what clashes.
import { trainingCalendar, type CalendarTraining } from '#documents/calendar.ts'
import { clashesOf, type ComparedPair } from '#domain/calendar/clashes.ts'
import { addDays } from '#domain/days.ts'
import type { Caller } from '#model/caller.ts'
import type { Contribution } from '#model/contribution.ts'
import type { Finding } from '#model/finding.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { contributionPages, findingPages } from './exportPages.ts'

export interface CalendarQuery {
  subCluster?: string | undefined
  partner?: string | undefined
  /** Days that the training touches; without a beginning it is a year ago. */
  from?: string | undefined
  to?: string | undefined
}

/** A calendar is held in memory by whoever reads it. */
const mostTrainings = 5000

/** Clashes that a training names. */
const mostNamed = 10

type Dated = Contribution & { period: NonNullable<Contribution['period']> }

const trainingsOf = async (services: Services, caller: Caller, query: CalendarQuery): Promise<Dated[]> => {
  const { partner, subCluster, to } = query
  const from = query.from ?? addDays(services.now().slice(0, 10), -366)
  const leading = partner
    ? ({ filter: 'partner', value: partner } as const)
    : subCluster
      ? ({ filter: 'subCluster', value: subCluster } as const)
      : null
  const trainings: Dated[] = []
  for await (const page of contributionPages(services, caller, { leading, modality: 'training', from, to })) {
    for (const one of page) {
      const { period } = one
      if (period && (subCluster === undefined || one.subCluster === subCluster)) trainings.push({ ...one, period })
    }
    if (trainings.length > mostTrainings)
      throw new Refusal('export-too-large', `A calendar has at most ${mostTrainings} trainings: narrow it by days.`)
  }
  return trainings.toSorted((a, b) => (`${a.period.start} ${a.id}` < `${b.period.start} ${b.id}` ? -1 : 1))
}

/** Decided otherwise than as an overlap, a pair is no clash. */
const isSettled = ({ state, decisions }: Finding): boolean =>
  state === 'gone' || (state === 'decided' && decisions.at(-1)?.verdict !== 'overlap-confirmed')

const comparedPairs = async (services: Services, caller: Caller): Promise<ComparedPair[]> => {
  const pairs: ComparedPair[] = []
  for await (const page of findingPages(services, caller, { kind: 'schedule-clash' }, 'en'))
    for (const finding of page) {
      const [a, b] = finding.contributions
      if (a && b) pairs.push({ contributions: [a.id, b.id], settled: isSettled(finding) })
    }
  return pairs
}

const lastDay = ({ start, end }: Dated['period']): string => end ?? start

/** A cancelled training stays in the calendar, so that who had it sees that it is, and clashes with nothing. */
const takesPlace = ({ status }: Contribution): boolean => status !== 'cancelled'

const shown = (training: Dated, clashes: readonly string[]): CalendarTraining => {
  const { period, places, ...own } = training
  return {
    ...own,
    clashes,
    places: places.flatMap(({ name, country }) => [name, country].filter((part) => part != null).join(', ') || []),
    start: period.start,
    end: lastDay(period),
  }
}

/** iCalendar. Refuses `export-too-large`. */
export const readCalendar = async (services: Services, caller: Caller, query: CalendarQuery): Promise<string> => {
  const [trainings, compared] = await Promise.all([
    trainingsOf(services, caller, query),
    comparedPairs(services, caller),
  ])
  const days = trainings
    .filter(takesPlace)
    .map(({ id, beneficiary, period }) => ({ id, beneficiary, start: period.start, end: lastDay(period) }))
  // What is declared to belong together does not clash.
  const related = trainings.flatMap(({ id, relations }) =>
    relations.map(({ contribution }): ComparedPair => ({ contributions: [id, contribution], settled: true })),
  )
  const clashes = clashesOf(days, [...compared, ...related])
  const byId = new Map(trainings.map((training) => [training.id, training]))
  const inWords = (id: string): string[] => {
    const other = byId.get(id)
    return other ? [`${other.title} (${other.provider}, ${other.period.start} to ${lastDay(other.period)})`] : []
  }
  const narrowed = [query.subCluster, query.partner].filter((part) => part !== undefined)
  return trainingCalendar(
    ['AU trainings', ...narrowed].join(': '),
    trainings.map((training) =>
      shown(training, [...(clashes.get(training.id) ?? [])].slice(0, mostNamed).flatMap(inWords)),
    ),
  )
}

// An activity's period and status: actual days before planned ones, and what its dates and codes leave open.
import type { XmlElement } from '#model/activity.ts'
import type { NewContribution, Status } from '#model/contribution.ts'
import { attributeOf, childOf, childrenOf, codeOf, dayOf, type Notes } from './elements.ts'
import type { ActivityMoney } from './money.ts'

const kindsOfDate: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'start-planned': '1',
    'start-actual': '2',
    'end-planned': '3',
    'end-actual': '4',
  }),
)

/** The first day of a kind: IATI ActivityDateType 1 planned start, 2 actual start, 3 planned end, 4 actual end. */
const datesIn = (activity: XmlElement, notes: Notes): Map<string, string> => {
  const dates = new Map<string, string>()
  for (const one of childrenOf(activity, 'activity-date')) {
    const written = attributeOf(one, 'type')?.toLowerCase() ?? ''
    const day = dayOf(one, 'iso-date', notes, 'activity-date')
    const type = kindsOfDate.get(written) ?? written
    if (day !== null && !dates.has(type)) dates.set(type, day)
  }
  return dates
}

const isLong = (start: string, end: string): boolean => end > `${Number(start.slice(0, 4)) + 20}${start.slice(4)}`

/** Ends that cannot be: an actual end before the start gives way to the planned pair, and both wrong is a fault. */
const endOf = (start: string, ends: readonly string[], notes: Notes): string | null => {
  const [end] = ends.filter((day) => day >= start)
  if (ends.length > 0 && end === undefined)
    notes.fault('activity-date', `The end, ${ends[0]}, is before the start, ${start}.`)
  if (end !== undefined && isLong(start, end))
    notes.fault('activity-date', `The end, ${end}, is more than 20 years after the start, ${start}.`)
  return end ?? null
}

export const periodOf = (activity: XmlElement, { days }: ActivityMoney, notes: Notes): NewContribution['period'] => {
  const dates = datesIn(activity, notes)
  const start = dates.get('2') ?? dates.get('1') ?? days.first
  if (start === null) {
    if (dates.size > 0) notes.fault('activity-date', 'There is an end and no start.')
    return undefined
  }
  if (!dates.has('2') && !dates.has('1'))
    notes.note('activity-date', `There is no start: read as ${start}, the first day on which money moved.`)
  const ends = [dates.get('4'), dates.get('3')].filter((day) => day !== undefined)
  const end = endOf(start, ends, notes)
  return end === null ? { start } : { start, end }
}

/** IATI ActivityStatus; in finalisation the physical work is done. */
const statusByCode: ReadonlyMap<string, Status> = new Map(
  Object.entries({
    1: 'pipeline',
    2: 'active',
    3: 'completed',
    4: 'completed',
    5: 'cancelled',
    6: 'suspended',
  }),
)

/** A pipeline with pledges is a pledge, one with commitments is committed: the money says more than the code. */
const ofPipeline = ({ transactions, hasPledgesOnly }: ActivityMoney): Status => {
  if (transactions.length > 0) return 'committed'
  return hasPledgesOnly ? 'pledged' : 'pipeline'
}

export const statusOfActivity = (activity: XmlElement, money: ActivityMoney, notes: Notes): Status => {
  const code = codeOf(childOf(activity, 'activity-status'))
  if (code !== null && code !== '1') {
    const status = statusByCode.get(code)
    if (!status) notes.fault('activity-status', `"${code.slice(0, 20)}" is no status.`)
    return status ?? 'pipeline'
  }
  const status = ofPipeline(money)
  if (code === null) notes.note('activity-status', `There is no status: read as ${status}.`)
  return status
}

/** IATI AidType as far as it tells what kind of support it is. */
const modalities: [RegExp, string][] = [
  [/^(?:A0|B0|F01)/, 'funding'],
  [/^(?:D021|E01)/, 'training'],
  [/^(?:D011|D012|D01$)/, 'personnel'],
  [/^D013/, 'equipment'],
  [/^D02/, 'advice'],
]

export const modalityOf = (activity: XmlElement): string | undefined => {
  const code = childrenOf(activity, 'default-aid-type')
    .filter((one) => (attributeOf(one, 'vocabulary') ?? '1') === '1')
    .map(codeOf)[0]
  return modalities.find(([form]) => form.test(code ?? ''))?.[1]
}

// Which trainings clash: found so by likeness, or for the same beneficiary on the same days.
import { dayNumber } from '../days.ts'

export interface Training {
  id: string
  beneficiary: string
  /** ISO days, both included. */
  start: string
  end: string
}

/** Two records that were compared; `settled` where coordinators have said that they do not clash. */
export interface ComparedPair {
  contributions: readonly [string, string]
  settled: boolean
}

/** A month of days at most: who is trained for a year is not away for all of it. */
const longestDays = 31

const isShort = ({ start, end }: Training): boolean => dayNumber(end) - dayNumber(start) < longestDays

const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`)

/** Trainings of one beneficiary that share a day, in order of their start; each is compared with those that still run. */
const sameDays = (trainings: readonly Training[]): [string, string][] => {
  const pairs: [string, string][] = []
  for (const own of Map.groupBy(trainings, ({ beneficiary }) => beneficiary).values()) {
    let running: Training[] = []
    for (const training of own.filter((one) => isShort(one)).toSorted((a, b) => (a.start < b.start ? -1 : 1))) {
      running = running.filter(({ end }) => end >= training.start)
      for (const other of running) pairs.push([other.id, training.id])
      running.push(training)
    }
  }
  return pairs
}

/** The clashes of each training, by id; none of a pair that was settled. */
export const clashesOf = (
  trainings: readonly Training[],
  compared: readonly ComparedPair[],
): Map<string, Set<string>> => {
  const shown = new Set(trainings.map(({ id }) => id))
  const settled = new Set(compared.filter((pair) => pair.settled).map(({ contributions: [a, b] }) => pairKey(a, b)))
  const found = compared.filter((pair) => !pair.settled).map(({ contributions }) => contributions)
  const clashes = new Map<string, Set<string>>()
  for (const [a, b] of [...found, ...sameDays(trainings)]) {
    if (settled.has(pairKey(a, b)) || !shown.has(a) || !shown.has(b)) continue
    clashes.set(a, (clashes.get(a) ?? new Set()).add(b))
    clashes.set(b, (clashes.get(b) ?? new Set()).add(a))
  }
  return clashes
}

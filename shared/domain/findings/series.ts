// A series out of the records that belong to it: editions in order, each once, with what they add up to and what is missing.
import { measures } from '#model/coverage.ts'
import type { ListedEdition, Series, SeriesEdition } from '#model/series.ts'
import { fromHundredths, toHundredths } from '../decimal.ts'
import { areApart } from './editionsApart.ts'

/** Two records that are, or may be, one contribution; the survivor where that was confirmed. */
export interface SameEdition {
  a: string
  b: string
  survivor: string | null
}

/** A number that says "the last", whichever that is. */
const lastOfAll = 99

/** Each is held against so many that follow it. */
const mostBeside = 5

const orderOf = ({ period, numbers, id }: ListedEdition): string =>
  [period?.start ?? '~', ...numbers.map(({ number }) => String(number).padStart(2, '0')), id].join(' ')

/** In order of their start, then of their numbers; undated ones last. */
const inOrder = (members: readonly ListedEdition[]): ListedEdition[] =>
  members.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))

/** Whether at least two of them are different editions. */
export const recurs = (members: readonly ListedEdition[]): boolean =>
  members.some((one, at) => members.slice(at + 1).some((other) => areApart(one, other)))

/** The pairs that nothing sets apart, which may be one contribution recorded twice. */
export const pairsToAsk = (members: readonly ListedEdition[]): [string, string][] =>
  inOrder(members).flatMap((one, at, all) =>
    all
      .slice(at + 1)
      .filter((other) => !areApart(one, other))
      .slice(0, mostBeside)
      .map((other): [string, string] => [one.id, other.id]),
  )

interface Edition {
  main: ListedEdition
  others: ListedEdition[]
}

/** Records that are linked as duplicates are one edition: that of the survivor, or else of what was recorded first. */
const editionsOf = (members: readonly ListedEdition[], same: readonly SameEdition[]): Edition[] => {
  const groupOf = new Map(members.map((one) => [one.id, [one]]))
  for (const { a, b } of same) {
    const [one, other] = [groupOf.get(a), groupOf.get(b)]
    if (!one || !other || one === other) continue
    one.push(...other)
    for (const { id } of other) groupOf.set(id, one)
  }
  const merged = new Set(
    same.flatMap(({ a, b, survivor }) => (survivor === null ? [] : [a, b].filter((id) => id !== survivor))),
  )
  return [...new Set(groupOf.values())].flatMap((group) => {
    const byAge = group.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const main = byAge.find(({ id }) => !merged.has(id)) ?? byAge[0]
    return main ? [{ main, others: byAge.filter((one) => one !== main) }] : []
  })
}

const shown = ({ main, others }: Edition): SeriesEdition => ({
  id: main.id,
  title: main.title,
  status: main.status,
  period: main.period,
  numbers: main.numbers.filter(({ number }) => number !== lastOfAll),
  amounts: main.amounts,
  unconverted: main.unconverted,
  duplicates: others.map(({ id }) => id),
})

const added = (amounts: readonly string[]): string =>
  fromHundredths(amounts.reduce((sum, amount) => sum + toHundredths(amount), 0n))

/** Experts are a level, and add over every key but time. */
const sumsOf = (editions: readonly SeriesEdition[]): Series['sums'] =>
  measures.flatMap((measure) => {
    const amounts = editions.flatMap((one) => one.amounts.filter((said) => said.measure === measure))
    if (measure === 'experts' || amounts.length === 0) return []
    return [{ measure, amount: added(amounts.map(({ amount }) => amount)) }]
  })

const unconvertedOf = (editions: readonly SeriesEdition[]): Series['unconverted'] =>
  [
    ...Map.groupBy(
      editions.flatMap(({ unconverted }) => unconverted ?? []),
      ({ currency }) => currency,
    ),
  ]
    .map(([currency, some]) => ({ currency, amount: added(some.map(({ amount }) => amount)) }))
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1))

/** What is left out between the first and the last; nothing where more is left out than there is, which is no rhythm. */
const gapsIn = (found: readonly number[], count: number): number[] => {
  if (found.length !== count || new Set(found).size !== count) return []
  const first = Math.min(...found)
  const length = Math.max(...found) - first + 1
  if (length > 2 * count) return []
  return Array.from({ length }, (_, at) => first + at).filter((number) => !found.includes(number))
}

const missingIn = (editions: readonly SeriesEdition[]): Series['missing'] => {
  const kinds = new Set(editions.flatMap(({ numbers }) => numbers.map(({ kind }) => kind)))
  const numbers = editions.flatMap((one) => (one.numbers.length === 1 ? one.numbers.map(({ number }) => number) : []))
  const years = editions.flatMap(({ period }) => (period ? [Number(period.start.slice(0, 4))] : []))
  return {
    years: editions.length < 3 ? [] : gapsIn(years, editions.length),
    numbers: kinds.size === 1 ? gapsIn(numbers, editions.length) : [],
  }
}

const periodOf = (editions: readonly SeriesEdition[]): Series['period'] => {
  const days = editions.flatMap(({ period }) => (period ? [period.start, period.end ?? period.start] : [])).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  return first === undefined || last === undefined ? null : { start: first, end: last }
}

/**
 * The series of these records, of which some are one contribution; null where it is only one edition, or where titles alone
 * make it and nothing sets any two editions apart.
 */
export const seriesOf = (
  members: readonly ListedEdition[],
  same: readonly SameEdition[],
  by: Series['by'],
): Series | null => {
  const found = editionsOf(members, same)
  const mains = inOrder(found.map(({ main }) => main))
  const newest = mains.findLast(({ period }) => period !== null) ?? mains.at(-1)
  if (!newest || mains.length < 2 || (by === 'titles' && !recurs(mains))) return null
  const editions = mains.flatMap((main) => found.filter((one) => one.main === main).map(shown))
  return {
    title: newest.title,
    provider: newest.provider,
    beneficiary: newest.beneficiary,
    by,
    period: periodOf(editions),
    count: editions.length,
    editions,
    sums: sumsOf(editions),
    unconverted: unconvertedOf(editions),
    missing: missingIn(editions),
  }
}

// What an edited row changes of its contribution: the difference to what the row said before, and nothing else.
import type { NewContribution } from '#model/contribution.ts'
import { toHundredths } from '../decimal.ts'

type Fields = Record<string, unknown>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isSame = (a: unknown, b: unknown): boolean => {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((part, at) => isSame(part, b[at]))
  if (!isObject(a) || !isObject(b)) return (a ?? null) === (b ?? null)
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => isSame(a[name], b[name]))
}

/** An object replaces another whole: what it no longer has is taken away. */
const replaced = (before: unknown, after: unknown): unknown =>
  isObject(before) && isObject(after)
    ? { ...Object.fromEntries(Object.keys(before).map((name) => [name, null])), ...after }
    : (after ?? null)

/** A merge patch (RFC 7396) from what a row said to what it says; empty when it says the same. */
export const rowPatch = (before: NewContribution, after: NewContribution): Fields => {
  const [was, is]: [Fields, Fields] = [before, after]
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return Object.fromEntries(
    names.filter((name) => !isSame(was[name], is[name])).map((name) => [name, replaced(was[name], is[name])]),
  )
}

type Places = NonNullable<NewContribution['places']>
type InKind = NonNullable<NewContribution['inKind']>

/** Countries and names stand in two lists: where each place had both, they still belong together one by one. */
const pairedPlaces = (before: Places, after: Places): Places => {
  const own = before.map(({ country }) => country)
  const names = after.flatMap(({ name }) => name ?? [])
  const given = [...new Set(after.flatMap(({ country }) => country ?? []))]
  const isPair = ({ country, name }: Places[number]): boolean => Boolean(country) && Boolean(name)
  const inPairs = before.length > 1 && before.every(isPair) && !after.some(isPair)
  if (!inPairs || names.length !== before.length) return after
  if (given.join() === [...new Set(own)].join()) return names.map((name, at) => ({ country: own[at], name }))
  return given.length === names.length ? names.map((name, at) => ({ country: given[at], name })) : after
}

/** A row is read as `1234.50` where the record says `1234.5`: the same amount stays as it was written. */
const asWritten = (standing: string, read: string): string =>
  toHundredths(standing) === toHundredths(read) ? standing : read

const withAmountAsWritten = (
  standing: NewContribution['money'],
  row: NewContribution['money'],
  change: unknown,
): unknown =>
  standing && row && isObject(change) ? { ...change, amount: asWritten(standing.amount, row.amount) } : change

const withOtherQuantities = (before: InKind, after: InKind): InKind => {
  const [first, ...others] = before
  const [given] = after
  const quantity = first?.quantity && given?.quantity ? { quantity: asWritten(first.quantity, given.quantity) } : {}
  return [...(given ? [{ ...first, ...given, ...quantity }] : []), ...others.filter(({ unit }) => unit !== given?.unit)]
}

/**
 * A row's changes with what a row cannot say, as it stands: quantities after the first and what the first is worth, the
 * paragraph of a source, and which place is in which country.
 */
export const besideRow = (standing: NewContribution, row: NewContribution, changes: Fields): Fields => {
  const { inKind = [], places = [], source } = standing
  return {
    ...changes,
    ...('money' in changes ? { money: withAmountAsWritten(standing.money, row.money, changes['money']) } : {}),
    ...('inKind' in changes ? { inKind: withOtherQuantities(inKind, row.inKind ?? []) } : {}),
    ...('places' in changes ? { places: pairedPlaces(places, row.places ?? []) } : {}),
    ...(changes['source'] && source && row.source
      ? { source: { document: row.source.document, paragraph: source.paragraph ?? null } }
      : {}),
  }
}

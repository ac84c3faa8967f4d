// What an edited row changes of its contribution: the difference to what the row said before, and nothing else.
import type { NewContribution } from '#model/contribution.ts'

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

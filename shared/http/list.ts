// Lists: the query parameters and the shape that every list shares.
import * as z from 'zod/mini'
import { Refusal } from '#model/refusal.ts'
import { matching, textUpTo } from '#model/schema.ts'
import type { Answer, Call } from './operation.ts'

const defaultLimit = 50

const WrittenNumber = z.pipe(matching(/^\d{1,3}$/, 'Must be a whole number from 1 to 200.'), z.transform(Number))
const Limit = z.int().check(z.gte(1, 'Must be at least 1.'), z.lte(200, 'Must be at most 200.'))

/** `limit` is 1 to 200, by default 50; `cursor` is the `next` of the page before. */
export const pageQuery = {
  limit: z._default(z.pipe(WrittenNumber, Limit), defaultLimit),
  cursor: z.optional(textUpTo(4000)),
}

/** Refuses `bad-query` for a range of days that ends before it begins. */
export const checkRange = ({ from, to }: { from?: string | undefined; to?: string | undefined }): void => {
  if (from !== undefined && to !== undefined && to < from) throw new Refusal('bad-query', 'to is before from.')
}

/** Instants are kept with three decimals and compared as text, so what is asked is written with three too. */
export const inMilliseconds = (instant: string): string => new Date(instant).toISOString()

export const listOf = <T extends z.ZodMiniType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.nullable(z.string()) })

/** Where the next page begins, as the store knows it. */
export const positionOf = ({ query, cursors }: Call<unknown, unknown>): Record<string, unknown> | undefined =>
  cursors.open((query as { cursor?: string }).cursor) as Record<string, unknown> | undefined

/** RFC 8288: the next page as a link, beside the cursor in the body. */
const linkTo = (path: string, query: Record<string, unknown>, cursor: string): string => {
  const given = Object.entries(query).filter(([name, value]) => name !== 'cursor' && value !== undefined)
  const parameters = new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
  parameters.set('cursor', cursor)
  return `<${path}?${parameters}>; rel="next"`
}

/** A page of any shape with `next`, and the next page as a link. */
export const pageAnswer = (
  { query, cursors }: Call<unknown, unknown>,
  path: string,
  body: Record<string, unknown>,
  position: unknown,
): Answer => {
  const next = position === undefined || position === null ? null : cursors.seal(position)
  return {
    status: 200,
    body: { ...body, next },
    headers: next === null ? {} : { link: linkTo(path, query as Record<string, unknown>, next) },
  }
}

/** A page of a list; `more` is what the body holds beside items and next. */
export const listAnswer = (
  call: Call<unknown, unknown>,
  path: string,
  items: readonly unknown[],
  position: unknown,
  more: Record<string, unknown> = {},
): Answer => pageAnswer(call, path, { items, ...more }, position)

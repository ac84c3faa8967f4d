// What an item held from when on: IMAGE# keeps each of its states under the instant of the change, and none is rewritten.
import { Refusal } from '#model/refusal.ts'
import type { Item, Key, Page, Table, Write } from './table.ts'

/** Kept on the item itself, under names that no figure bears: how often it has changed, and when last, in milliseconds. */
export interface Stamp {
  v: number
  t: number
}

export const unstamped: Stamp = { v: 0, t: 0 }

export const stampOf = (item: Record<string, unknown> | undefined): Stamp =>
  item ? { v: Number(item['v'] ?? 0), t: Number(item['t'] ?? 0) } : unstamped

/** Never before the last: of two processes whose clocks differ, the later change has the later instant or the same. */
export const nextStamp = ({ v, t }: Stamp, at: string): Stamp => ({ v: v + 1, t: Math.max(t, Date.parse(at)) })

/** Another change came between the reading and the writing: the item is read again. */
export class Moved extends Refusal {
  constructor() {
    super('conflict', 'The item was changed meanwhile.')
  }
}

/** Holds a write to the state that was read. Throws Moved. */
export const asRead = ({
  v,
}: Stamp): Required<Pick<Write, 'condition' | 'names' | 'refuse'>> & Pick<Write, 'values'> => ({
  condition: v === 0 ? 'attribute_not_exists(#v)' : '#v = :v',
  names: { '#v': 'v' },
  ...(v === 0 ? {} : { values: { ':v': v } }),
  refuse: () => new Moved(),
})

/** Numbers as text in their order. */
const ordered = (number: number): string => String(Math.max(0, number)).padStart(15, '0')

const imagePartition = (pk: string): string => `IMAGE#${pk}`

export const imageKey = ({ pk, sk }: Key, { v, t }: Stamp): Key => ({
  pk: imagePartition(pk),
  sk: `${sk}#${ordered(t)}#${ordered(v)}`,
})

/** The state that a change leaves, for good; of one millisecond each stands, and the last is the answer. */
export const imageWrite = (key: Key, stamp: Stamp, content: Record<string, unknown>): Write => ({
  put: { ...content, ...imageKey(key, stamp) },
  condition: 'attribute_not_exists(pk)',
})

/** A state that an item once had, and whose it is. */
export interface Image {
  of: Key
  stamp: Stamp
  item: Item
}

const digits = /^(.*)#(\d{15})#(\d{15})$/s

/** What an item is an image of, if it is one. */
export const imageOf = (item: Item): Image | null => {
  const [, sk = '', t, v] = item.pk.startsWith(imagePartition('')) ? (digits.exec(item.sk) ?? []) : []
  if (t === undefined) return null
  return { of: { pk: item.pk.slice(imagePartition('').length), sk }, stamp: { v: Number(v), t: Number(t) }, item }
}

/** Every image of an item, the oldest first, read strongly: an image is there once its item is. */
export async function* imagesOf(table: Table, { pk, sk }: Key): AsyncGenerator<Image> {
  let after: Page['next']
  do {
    const page = await table.query({
      partition: imagePartition(pk),
      prefix: `${sk}#`,
      after,
      limit: 1000,
      consistent: true,
    })
    for (const item of page.items) {
      const image = imageOf(item)
      if (image) yield image
    }
    after = page.next
  } while (after)
}

/** An item as it was at an instant: itself where it has not changed since, else one look at its images. */
export const imageAt = async (table: Table, item: Item, asOf: string): Promise<Item | undefined> => {
  const instant = Date.parse(asOf)
  if (stampOf(item).t <= instant) return item
  const { pk, sk } = item
  const { items } = await table.query({
    partition: imagePartition(pk),
    from: `${sk}#`,
    to: `${sk}#${ordered(instant)}#~`,
    newestFirst: true,
    limit: 1,
  })
  return items[0] && { ...items[0], pk, sk }
}

/** What changed the items of a table last in this process, whatever came of it. */
const lastChanges = new WeakMap<Table, Promise<unknown>>()

/** One change after the other within a process: only another process's comes between a reading and its writing. */
export const inTurn = async (table: Table, change: () => Promise<void>): Promise<void> => {
  const own = (lastChanges.get(table) ?? Promise.resolve()).then(change)
  lastChanges.set(
    table,
    own.catch(() => {}),
  )
  return own
}

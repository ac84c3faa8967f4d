// What is kept of the past, held to itself and to the present: images lead to what stands, and losses are what they show.
import { lostCover } from '#domain/coverage/lostCover.ts'
import { LostCover, type LostQuarter } from '#model/coverage.ts'
import { type CellYear, cellYearOf, figuresAfter, finest, finestRowAt, neededName } from '#store/coverageCells.ts'
import { keyText } from '#store/derivedItems.ts'
import { type Image, imageKey, imageOf, stampOf, unstamped } from '#store/images.ts'
import { lossKey } from '#store/losses.ts'
import { figuresBetween } from '#store/shares.ts'
import type { Item, Key } from '#store/table.ts'
import { quartersOfYear, sumsOf } from './readCells.ts'

/** The lists beside coverage are kept deflated, and nothing else in bytes. */
const isSame = (item: Item, image: Item): boolean => {
  const [lists, then] = [item['lists'], image['lists']]
  if (lists instanceof Uint8Array || then instanceof Uint8Array)
    return lists instanceof Uint8Array && then instanceof Uint8Array && Buffer.compare(lists, then) === 0
  return figuresBetween(figuresAfter(item, new Map()), figuresAfter(image, new Map())).size === 0
}

const isEmpty = (item: Item): boolean => isSame({ pk: item.pk, sk: item.sk }, item)

const neededIn = ({ figures }: CellYear): string =>
  quartersOfYear('')
    .map((quarter) => figures.get(neededName(quarter)) ?? 0n)
    .join()

/** A change of the need itself takes no cover from it. */
const lostBetween = (before: CellYear, after: CellYear, measure: string): LostQuarter[] =>
  neededIn(before) === neededIn(after)
    ? quartersOfYear(after.year).flatMap((quarter) => {
        const sums = (cell: CellYear) => sumsOf([cell], (other) => other === quarter, true)
        return lostCover({ measure: measure as 'usd', quarter }, sums(before), sums(after)) ?? []
      })
    : []

export interface ShownLoss {
  key: Key
  quarters: LostQuarter[]
}

/**
 * Goes through the images of one item, the oldest first. Each is the next after the one before, the one with the item's
 * stamp holds what the item does, and those of everyone's finest cells show what was lost. A rebuild that removed the
 * item begins to count anew.
 */
export class ImageTrail {
  readonly faults: Key[] = []
  readonly losses: ShownLoss[] = []
  readonly #of: Key
  readonly #item: Item | undefined
  #last: Image | undefined
  #standing = false

  constructor(of: Key, item: Item | undefined) {
    this.#of = of
    this.#item = item
  }

  add(image: Image): void {
    const begins = image.stamp.v === 1
    if (!begins && image.stamp.v !== (this.#last?.stamp ?? unstamped).v + 1) this.faults.push(image.item)
    const now = stampOf(this.#item)
    if (this.#item && image.stamp.v === now.v && image.stamp.t === now.t) {
      this.#standing = true
      if (!isSame(this.#item, image.item)) this.faults.push(image.item)
    }
    this.#compare(begins ? undefined : this.#last, image)
    this.#last = image
  }

  /** An item without an image of its own, or an end that nothing stands for. */
  end(): void {
    const now = stampOf(this.#item)
    if (now.v > 0 && !this.#standing) this.faults.push(imageKey(this.#of, now))
    if (!this.#item && this.#last && !isEmpty(this.#last.item)) this.faults.push(this.#last.item)
  }

  #compare(before: Image | undefined, { item, stamp }: Image): void {
    const row = finestRowAt(this.#of)
    if (row?.viewer !== 'everyone' || !before) return
    const cell = cellYearOf(finest, { ...this.#of }, item)
    const quarters = lostBetween(cellYearOf(finest, { ...this.#of }, before.item), cell, row.measure)
    if (quarters.length > 0)
      this.losses.push({ key: lossKey('everyone', { ...row, year: cell.year }, stamp), quarters })
  }
}

const textOf = (quarters: readonly LostQuarter[]): string =>
  quarters.map(({ quarter, needed, before, after }) => [quarter, needed, before, after].join(' ')).join()

/** Whether what is kept of a loss is what the images show. */
export const isLossKept = ({ quarters }: ShownLoss, kept: Item | undefined): boolean =>
  kept !== undefined && textOf(LostCover.parse(kept['lost']).quarters) === textOf(quarters)

const everyones = 'LOST#everyone'

/** The measure, row and year of a loss. */
const placeOf = ({ sk }: Key): string => sk.split('#').slice(1, -1).join('#')

/** Coordinators see what everyone sees wherever nothing is hidden in the row's year: there both lost the same. */
const twinFaults = (lost: ReadonlyMap<string, Item>, isOverlaid: (place: string) => boolean): string[] =>
  [...lost.values()].flatMap((item) => {
    const hidden = isOverlaid(placeOf(item))
    if (hidden && (item.pk === everyones || item['toAll'] !== true)) return []
    const pk = item.pk === everyones ? 'LOST#coordinators' : everyones
    const twin = lost.get(keyText({ pk, sk: item.sk }))
    const { quarters } = LostCover.parse(item['lost'])
    const isLike = hidden ? twin !== undefined : isLossKept({ key: item, quarters }, twin)
    return isLike ? [] : [`lost by one of two: ${keyText(item)}`]
  })

/** All that is wrong with the past that a whole table keeps, each with the key where it is. */
export const pastFaults = (items: readonly Item[]): string[] => {
  const images = Map.groupBy(
    items.flatMap((item) => imageOf(item) ?? []),
    ({ of }) => keyText(of),
  )
  const standing = new Map(
    items.filter((item) => item.pk.startsWith('COVERAGE#') && 'v' in item).map((item) => [keyText(item), item]),
  )
  const lost = new Map(items.filter(({ pk }) => pk.startsWith('LOST#')).map((item) => [keyText(item), item]))
  const faults: string[] = []
  const shown = new Set<string>()
  for (const text of new Set([...standing.keys(), ...images.keys()])) {
    const item = standing.get(text)
    const own = (images.get(text) ?? []).toSorted((a, b) => (a.item.sk < b.item.sk ? -1 : 1))
    const trail = new ImageTrail(own[0]?.of ?? (item as Item), item)
    for (const image of own) trail.add(image)
    trail.end()
    faults.push(...trail.faults.map((key) => `image missing, or other: ${keyText(key)}`))
    for (const loss of trail.losses) {
      shown.add(keyText(loss.key))
      if (!isLossKept(loss, lost.get(keyText(loss.key)))) faults.push(`loss missing, or other: ${keyText(loss.key)}`)
    }
  }
  for (const [text, { pk }] of lost) if (pk === everyones && !shown.has(text)) faults.push(`nothing was lost: ${text}`)
  const overlaid = new Set(
    [...images.values()].flatMap(([first]) => {
      const row = first && finestRowAt(first.of)
      return row?.viewer === 'coordinators' ? [`${row.measure}#${first?.of.sk}`] : []
    }),
  )
  return [...faults, ...twinFaults(lost, (place) => overlaid.has(place))]
}

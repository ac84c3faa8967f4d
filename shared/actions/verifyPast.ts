// Goes through the images of every cell whose turn it is, and the losses that they show; changes nothing.
import { measures } from '#model/coverage.ts'
import type { Services } from '#runtime/services.ts'
import { cellPartitions } from '#store/coverageCells.ts'
import { keyText } from '#store/derivedItems.ts'
import { imagesOf } from '#store/images.ts'
import type { Item, Key } from '#store/table.ts'
import { ImageTrail, isLossKept } from './pastFaults.ts'

/** The cells that figures are answered from, as the two viewers see them who see most. */
const lists = ['everyone', 'coordinators'].flatMap((viewer) =>
  measures.flatMap((measure) => cellPartitions(viewer, measure)),
)

/** Where it is gone on with: a list of cells, and a cell of it. */
export interface PastPosition {
  list: number
  after: Record<string, unknown> | null
}

/** So many cells are gone through in a step, each with all its images. */
const most = 50

const faultsOf = async ({ store: { table } }: Services, item: Item): Promise<Key[]> => {
  const trail = new ImageTrail(item, item)
  for await (const image of imagesOf(table, item)) trail.add(image)
  trail.end()
  const kept = new Map((await table.getAll(trail.losses.map(({ key }) => key))).map((loss) => [keyText(loss), loss]))
  return [
    ...trail.faults,
    ...trail.losses.filter((loss) => !isLossKept(loss, kept.get(keyText(loss.key)))).map(({ key }) => key),
  ]
}

/**
 * Goes on from `position` until so many cells were gone through; `next` is null at the end. A cell, its image and what is
 * lost by it are written at once and read strongly, so that what is amiss was so whatever came meanwhile.
 */
export const verifyPast = async (
  services: Services,
  position: PastPosition | null,
  isDue: (cell: string) => boolean,
): Promise<{ next: PastPosition | null; faults: Key[] }> => {
  const faults: Key[] = []
  let left = most
  let at = position ?? { list: 0, after: null }
  for (let partition = lists[at.list]; partition !== undefined; partition = lists[at.list]) {
    if (left <= 0) return { next: at, faults }
    const after = at.after ?? undefined
    const page = await services.store.table.query({ partition, after, limit: most, consistent: true })
    for (const item of page.items.filter((cell) => isDue(keyText(cell)))) {
      faults.push(...(await faultsOf(services, item)))
      left -= 1
    }
    at = page.next ? { list: at.list, after: page.next } : { list: at.list + 1, after: null }
  }
  return { next: null, faults }
}

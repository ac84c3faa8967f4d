// Who puts what into one row: everyone's lines that no line of the viewer's stands for, and the viewer's.
import type { Measure } from '#model/coverage.ts'
import type { Services } from '#runtime/services.ts'
import type { AccountEntry } from '#store/accounts.ts'
import type { RowKey } from '#store/coverageCells.ts'

/** Lines that are read of each viewer, unless fewer are asked for. */
const mostLines = 200

/** `viewer` null is everyone. Of a row with more lines than `limit` those that come first by id. */
export const linesOfRow = async (
  { store }: Services,
  viewer: string | null,
  { measure, key }: { measure: Measure; key: RowKey },
  limit = mostLines,
): Promise<AccountEntry[]> => {
  const viewers = ['everyone', ...(viewer === null ? [] : [viewer])]
  const read = await Promise.all(
    viewers.map(async (one) => store.accounts.read({ viewer: one, measure, key, after: null, limit })),
  )
  const entries = read.flatMap(({ lines }) => lines.map(({ entry }) => entry))
  return entries.filter(({ except }) => viewer === null || !except.includes(viewer))
}

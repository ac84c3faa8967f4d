// Names that wait to be placed: WAITING#name, and beside it the rows that named it. A placed name stays: it is remembered.
import { WaitingName } from '#model/import.ts'
import { Refusal } from '#model/refusal.ts'
import type { Key, Page, Table, Write } from './table.ts'
import { indexKey } from './tableShape.ts'

const kind = 'WAITING'
const partition = (id: string): string => `${kind}#${id}`
const keyOf = (id: string): Key => ({ pk: partition(id), sk: 'NAME' })
const rowPrefix = 'ROW#'
const rowKey = (id: string, row: Pick<WaitingRow, 'import' | 'row'>): Key => ({
  pk: partition(id),
  sk: `${rowPrefix}${row.import}#${String(row.row).padStart(8, '0')}`,
})
const everything = indexKey('everything')

/** A row that waits: `read` is the row as it was read, for whoever knows what that is. */
export interface WaitingRow {
  import: string
  row: number
  read: unknown
}

/** The name was placed between looking it up and letting a row wait for it. */
export class PlacedMeanwhile extends Error {}

export interface WaitingNames {
  get: (id: string) => Promise<WaitingName | undefined>
  getAll: (ids: readonly string[]) => Promise<Map<string, WaitingName>>
  /** Lets a row wait for a name: once, however often. Throws PlacedMeanwhile for a name that has been placed. */
  wait: (name: WaitingName, row: WaitingRow) => Promise<void>
  /** Refuses `stale-revision` unless the name stands as it was read. */
  place: (before: WaitingName, after: WaitingName) => Promise<void>
  list: (
    state: 'waiting' | 'placed',
    page: { after?: Page['next']; limit: number },
  ) => Promise<{ names: WaitingName[]; next: Page['next'] }>
  rows: (id: string, limit: number) => Promise<WaitingRow[]>
  release: (id: string, row: Pick<WaitingRow, 'import' | 'row'>) => Promise<void>
}

const listed = (name: WaitingName): Record<string, string> => ({
  [everything.partition]: `${kind}#${name.partner === null ? 'waiting' : 'placed'}`,
  [everything.sort]: `${name.placedAt ?? name.firstSeen}#${name.id}`,
})

class WaitsAlready extends Error {}

/** Both are once-only: what is there already is not an error. */
const unlessThere = async (write: () => Promise<void>): Promise<void> => {
  try {
    await write()
  } catch (error) {
    if (!(error instanceof WaitsAlready)) throw error
  }
}

const enterName = (name: WaitingName): Write => ({
  put: { ...keyOf(name.id), name, ...listed(name) },
  condition: 'attribute_not_exists(pk)',
  refuse: () => new WaitsAlready(),
})

const enterRow = ({ id }: WaitingName, row: WaitingRow): Write[] => [
  {
    put: { ...rowKey(id, row), row },
    condition: 'attribute_not_exists(pk)',
    refuse: () => new WaitsAlready(),
  },
  {
    update: { ...keyOf(id), expression: 'SET #name.#rows = #name.#rows + :one' },
    condition: '#name.#partner = :nobody',
    names: { '#name': 'name', '#rows': 'rows', '#partner': 'partner' },
    values: { ':one': 1, ':nobody': null },
    refuse: () => new PlacedMeanwhile(),
  },
]

const placing = (before: WaitingName, after: WaitingName): Write => ({
  update: {
    ...keyOf(after.id),
    expression:
      'SET #name.#partner = :partner, #name.#by = :by, #name.#at = :at, #name.#revision = :revision, #pk = :pk, #sk = :sk',
  },
  condition: '#name.#revision = :before',
  names: {
    '#name': 'name',
    '#partner': 'partner',
    '#by': 'placedBy',
    '#at': 'placedAt',
    '#revision': 'revision',
    '#pk': everything.partition,
    '#sk': everything.sort,
  },
  values: {
    ':partner': after.partner,
    ':by': after.placedBy,
    ':at': after.placedAt,
    ':revision': after.revision,
    ':before': before.revision,
    ':pk': listed(after)[everything.partition],
    ':sk': listed(after)[everything.sort],
  },
  refuse: () => new Refusal('stale-revision', 'The name has changed since that revision; read it again.'),
})

export const waitingNamesIn = (table: Table): WaitingNames => ({
  get: async (id) => {
    const item = await table.get(keyOf(id))
    return item && WaitingName.parse(item['name'])
  },

  getAll: async (ids) => {
    const items = await table.getAll(ids.map(keyOf))
    return new Map(items.map((item) => WaitingName.parse(item['name'])).map((name) => [name.id, name]))
  },

  wait: async (name, row) => {
    if ((await table.get(keyOf(name.id))) === undefined)
      await unlessThere(async () => table.transact([enterName(name)]))
    await unlessThere(async () => table.transact(enterRow(name, row)))
  },

  place: async (before, after) => table.transact([placing(before, after)]),

  list: async (state, page) => {
    const { items, next } = await table.query({ index: 'everything', partition: `${kind}#${state}`, ...page })
    return { names: items.map((item) => WaitingName.parse(item['name'])), next }
  },

  rows: async (id, limit) => {
    const { items } = await table.query({ partition: partition(id), prefix: rowPrefix, limit, consistent: true })
    return items.map((item) => item['row'] as WaitingRow)
  },

  release: async (id, row) => table.transact([{ delete: rowKey(id, row) }]),
})

// A page of OCHA FTS's flow search: one JSON document, its flows read one by one.
import { repeatedKey } from '#domain/repeatedKeys.ts'
import { FtsFlow, FtsPage, type FtsTotals } from '#model/fts.ts'
import { maxPageLength, unreadable } from './limits.ts'

/** A flow, numbered as the page lists them from 1; or why it is none. */
export type FtsRow = { row: number; flow: FtsFlow } | { row: number; fault: string }

export interface FtsPageRead {
  rows: FtsRow[]
  /** What FTS publishes for the whole search, whatever the page. */
  totals: FtsTotals
  /** How many flows all pages hold together; null where the page does not say. */
  count: number | null
}

const whole = async (text: AsyncIterable<string>): Promise<string> => {
  const pieces: string[] = []
  let length = 0
  for await (const piece of text) {
    length += piece.length
    if (length > maxPageLength) throw unreadable(`A page of flows has at most ${maxPageLength} characters.`)
    pieces.push(piece)
  }
  return pieces.join('')
}

/** Of a name that is there twice JSON.parse keeps the last, and nobody would know that the first was lost. */
const parsed = (text: string): unknown => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw unreadable('The file is not valid JSON.')
  }
  const repeated = repeatedKey(text)
  if (repeated !== undefined) throw unreadable(`"${repeated.slice(0, 80)}" is there twice in one object.`)
  return value
}

interface Issue {
  path: PropertyKey[]
  message: string
}
const said = ([issue]: readonly Issue[]): string =>
  `${issue?.path.map(String).join('/') ?? ''}: ${issue?.message ?? ''}`

const rowOf = (value: unknown, row: number): FtsRow => {
  const read = FtsFlow.safeParse(value)
  if (read.success) return { row, flow: read.data }
  const id: unknown = typeof value === 'object' && value !== null && 'id' in value ? value.id : ''
  const name = typeof id === 'string' || typeof id === 'number' ? ` (${String(id).slice(0, 40)})` : ''
  return { row, fault: `Flow ${row}${name}: ${said(read.error.issues)}` }
}

const countOf = ({ meta, data }: FtsPage): number | null => {
  if (typeof meta?.count === 'number') return meta.count
  const counts = [data.incoming, data.internal, data.outgoing].map((one) => one?.flowCount)
  return counts.every((one) => typeof one === 'number') ? counts.reduce((sum, one) => sum + one, 0) : null
}

/** Refuses `unreadable-file` for what is no page of flows; a flow that is none is told of in its row. */
export const readFtsPage = async (text: AsyncIterable<string>): Promise<FtsPageRead> => {
  const read = FtsPage.safeParse(parsed(await whole(text)))
  if (!read.success) throw unreadable(`This is no page of FTS flows: ${said(read.error.issues)}`)
  const { flows, ...totals } = read.data.data
  return { rows: flows.map((flow, at) => rowOf(flow, at + 1)), totals, count: countOf(read.data) }
}

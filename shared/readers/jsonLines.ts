// Rows of a JSON Lines file: an object a line, its keys the columns.
import type { Cell } from '#model/importColumns.ts'
import { maxColumns, maxRowLength, maxRows, unreadable } from './limits.ts'

/** One line: keys and cells in their order, or why it is no row (the other lines are read all the same). */
export type JsonLine = { row: number; keys: string[]; cells: Cell[] } | { row: number; keys?: string[]; fault: string }

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  // Joined at its end: a long line that was put together at every piece would take the square of its length.
  let pieces: string[] = []
  let length = 0
  let row = 1
  for await (const piece of text) {
    const [first = '', ...others] = piece.split('\n')
    pieces.push(first)
    length += first.length
    for (const next of others) {
      row += 1
      yield pieces.join('')
      pieces = [next]
      length = next.length
    }
    if (length > maxRowLength) throw unreadable(`The line is longer than ${maxRowLength} characters.`, { row })
  }
  if (length > 0) yield pieces.join('')
}

/** Lists of plain values stand in one cell, separated by semicolons; anything deeper is no cell. */
const cellOf = (value: unknown): Cell | undefined => {
  if (value === null || typeof value === 'string') return value
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return String(value)
  if (!Array.isArray(value)) return undefined
  const parts = value.map((part: unknown) =>
    typeof part === 'string' || typeof part === 'number' ? String(part) : null,
  )
  return parts.includes(null) ? undefined : parts.join('; ')
}

const isKept = (value: unknown): boolean =>
  typeof value !== 'number' || (Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value))

/** Infinity would be kept as nothing, and two long numbers as the same: the one loses an amount, the other a record. */
const hasLostNumber = (value: unknown): boolean => !(Array.isArray(value) ? value.every(isKept) : isKept(value))

/** The keys of a JSON object in the order that they are written in, those of objects within it left out. */
function* keysIn(object: string): Generator<string> {
  let depth = 0
  let isNext = false
  for (const [token] of object.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],]/g)) {
    if (token.startsWith('"')) {
      if (isNext) yield JSON.parse(token) as string
      isNext = false
      continue
    }
    if (token === '{' || token === '[') depth += 1
    if (token === '}' || token === ']') depth -= 1
    isNext = depth === 1 && (token === '{' || token === ',')
  }
}

/** A key that a line has twice: JSON.parse keeps the last of them, and nobody would know that the first was lost. */
const repeatedKey = (line: string): string | undefined => {
  const seen = new Set<string>()
  for (const key of keysIn(line)) {
    if (seen.has(key)) return key
    seen.add(key)
  }
  return undefined
}

const rowOf = (line: string, row: number): JsonLine => {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { row, fault: 'The line is no JSON.' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { row, fault: 'The line is no JSON object.' }
  const repeated = repeatedKey(line)
  if (repeated !== undefined) return { row, fault: `"${repeated.slice(0, 80)}" is there twice.` }
  const entries = Object.entries(value)
  if (entries.length > maxColumns) return { row, fault: `More than ${maxColumns} keys.` }
  const keys = entries.map(([key]) => key)
  const cells: Cell[] = []
  for (const [key, part] of entries) {
    if (hasLostNumber(part))
      return {
        row,
        keys,
        fault: `"${key.slice(0, 80)}" holds a number that cannot be kept as it is written: write it as text.`,
      }
    const cell = cellOf(part)
    if (cell === undefined || key === '__proto__')
      return { row, keys, fault: `"${key.slice(0, 80)}" holds no plain value.` }
    cells.push(cell)
  }
  return { row, keys, cells }
}

export async function* jsonLines(open: () => AsyncIterable<string>): AsyncGenerator<JsonLine> {
  let row = 0
  for await (const line of linesOf(open())) {
    row += 1
    if (row > maxRows) throw unreadable(`More than ${maxRows} lines.`, { row })
    if (line.length > maxRowLength) throw unreadable(`The line is longer than ${maxRowLength} characters.`, { row })
    if (line.trim() !== '') yield rowOf(line, row)
  }
}

// Rows of a CSV file, one at a time: separator told from its first lines, any line ends, quotes as spreadsheets write them.
import type { SourceRow } from '#model/importColumns.ts'
import { type Csv, CsvTokens } from './csvTokens.ts'
import { maxColumns, maxRowLength, maxRows, unreadable } from './limits.ts'
import { beginningOf } from './textStream.ts'

const separators = [',', ';', '\t', '|'] as const
type Separator = (typeof separators)[number]

/** So many characters are looked at to tell the separator. */
const beginningLength = 65_536

/** How often each separator stands outside quotes, line by line. */
const countsPerLine = (text: string): Map<Separator, number>[] => {
  const lines: Map<Separator, number>[] = []
  let line = new Map<Separator, number>()
  let quoted = false
  for (const sign of text) {
    if (sign === '"') quoted = !quoted
    else if (!quoted && (sign === '\n' || sign === '\r')) {
      if (line.size > 0) lines.push(line)
      line = new Map()
    } else if (!quoted && separators.includes(sign as Separator)) {
      line.set(sign as Separator, (line.get(sign as Separator) ?? 0) + 1)
    }
  }
  return line.size > 0 ? [...lines, line] : lines
}

interface Standing {
  separator: Separator
  /** The lines that it stands in, and the longest run of lines with as many of it. */
  present: Set<number>
  alike: Set<number>
  points: number
}

const longestRun = (counts: readonly number[]): number[] => {
  let [longest, run]: [number[], number[]] = [[], []]
  for (const [at, count] of counts.entries()) {
    if (count === 0) run = []
    else run = counts[at - 1] === count ? [...run, at] : [at]
    if (run.length > longest.length) longest = run
  }
  return longest
}

const standingOf = (separator: Separator, lines: readonly Map<Separator, number>[]): Standing => {
  const counts = lines.map((line) => line.get(separator) ?? 0)
  const alike = longestRun(counts)
  const present = [...counts.keys()].filter((at) => counts[at] !== 0)
  // Equal counts from line to line are what makes a table; a comma within texts comes and goes.
  const points = alike.length * Math.min(Math.max(0, ...counts), 30)
  return { separator, present: new Set(present), alike: new Set(alike), points }
}

/** Lists within the cells of a table, such as `KE; UG`: another separates that line and more, its header at least. */
const isWithin = ({ present }: Standing, { alike }: Standing): boolean =>
  present.size < alike.size && present.isSubsetOf(alike)

/** `sep=;` is what spreadsheets write to say it; else the one that most lines have equally often. */
export const separatorOf = (beginning: string): Separator => {
  const told = /^sep=([,;\t|])\r?\n/i.exec(beginning)?.[1]
  if (told) return told as Separator
  const counted = countsPerLine(beginning)
  // The last line may have been cut.
  const lines = counted.slice(
    0,
    beginning.length < beginningLength || counted.length < 2 ? 50 : Math.min(50, counted.length - 1),
  )
  const standings = separators.map((separator) => standingOf(separator, lines))
  const outer = standings.filter((one) => !standings.some((other) => other !== one && isWithin(one, other)))
  return outer.toSorted((a, b) => b.points - a.points)[0]?.separator ?? ','
}

const faults = {
  'too-long': `The row is longer than ${maxRowLength} characters, or a quote in it is never closed.`,
  'open-quote': 'A quote is opened here and never closed.',
}

async function* recordsOf(text: AsyncIterable<string>, separator: Separator): AsyncGenerator<Csv[]> {
  const tokens = new CsvTokens(separator)
  for await (const piece of text) yield tokens.write(piece)
  yield tokens.end()
}

/** Streams rows; refuses `unreadable-file` naming the row in which a quote stays open or that is too long. */
export async function* csvRows(open: () => AsyncIterable<string>): AsyncGenerator<SourceRow> {
  const separator = separatorOf(await beginningOf(open(), beginningLength))
  let row = 0
  for await (const records of recordsOf(open(), separator)) {
    for (const record of records) {
      row += 1
      if ('fault' in record) throw unreadable(faults[record.fault], { row })
      if (row > maxRows) throw unreadable(`More than ${maxRows} rows.`, { row })
      const { cells } = record
      if (cells.length > maxColumns) throw unreadable(`More than ${maxColumns} columns.`, { row })
      if (row === 1 && /^sep=/i.test(cells[0] ?? '') && cells.join('').length <= 6) continue
      yield { row, cells }
    }
  }
}

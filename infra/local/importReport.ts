// What `npm run import` prints: how far it is, what the columns were taken for, and each row that did not simply go in.
import type { ImportedRow, Standing } from './importClient.ts'

const isUnread = ({ state }: Standing): boolean => state === 'awaiting-file' || state === 'reading'

const line = (at: Standing): string =>
  isUnread(at)
    ? 'the file is being read'
    : `${at.done} of ${at.rows} rows${at.state === 'running' ? '' : `, ${at.state}`}`

/** On a terminal one line that changes; elsewhere a line for every tenth part. */
export const progressOn = (out: { isTTY?: boolean; write: (text: string) => unknown }): ((at: Standing) => void) => {
  let told = -1
  return (at) => {
    const tenth = isUnread(at) ? -0.5 : at.rows === 0 ? 10 : Math.floor((at.done * 10) / at.rows)
    const isEnd = at.state === 'done' || at.state === 'failed'
    if (out.isTTY) out.write(`\rimport: ${line(at)}${isEnd ? '\n' : ''}`)
    else if (tenth > told || isEnd) out.write(`import: ${line(at)}\n`)
    told = tenth
  }
}

const noteText = ({ column, detail }: ImportedRow['errors'][number]): string =>
  column === null ? detail : `${column}: ${detail}`

const isPlain = ({ status, warnings }: ImportedRow): boolean =>
  ['created', 'updated', 'unchanged'].includes(status) && warnings.length === 0

/** One line for a row that has something to say. */
export const rowLine = (row: ImportedRow): string | null => {
  if (isPlain(row)) return null
  const notes = [...row.errors, ...row.warnings].map(noteText).join(' | ')
  return `row ${row.row} ${row.status}${notes === '' ? '' : `: ${notes}`}`
}

/** The import as a whole: its format, what its columns were taken for, and how many rows became what. */
export const endLines = ({ id, format, columns, counts }: Standing, isDryRun: boolean): string[] => {
  const taken = columns.map(({ header, column }) => `${header} → ${column ?? '(not taken)'}`)
  const numbers = Object.entries(counts).filter(([, count]) => count > 0)
  const told = numbers.map(([status, count]) => `${count} ${status}`).join(', ')
  return [
    ...(taken.length > 0 ? [`columns: ${taken.join('; ')}`] : []),
    `${isDryRun ? 'dry run' : 'import'} ${id} (${format}): ${told === '' ? 'no rows' : told}`,
  ]
}

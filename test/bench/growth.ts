// Says whether a request costs more where more is stored, and whether it keeps its budget.
import type { Measured } from './measure.ts'
import type { Operation } from './operations.ts'
import { figure } from './textTable.ts'

export interface Verdict {
  row: string[]
  broken: string | null
}

/** What the same requests may differ by without having grown: a figure's further digits, an item over a 4 KB bound. */
const tolerance = 1.05

const change = (before: number, after: number): string => {
  if (before === 0) return after === 0 ? '' : 'new'
  const percent = Math.round(100 * (after / before - 1))
  return `${percent > 0 ? '+' : ''}${percent} %`
}

const grown = (before: number, after: number): boolean => after > before * tolerance

const judge = (
  { bounded, mostRead }: Operation,
  before: Measured,
  after: Measured,
): { word: string; holds: boolean } => {
  if (mostRead !== undefined && Math.max(before.read, after.read) >= mostRead)
    return { word: `OVER ${mostRead} RCU`, holds: false }
  if (!bounded) return { word: 'no budget', holds: true }
  const hasGrown = grown(before.read, after.read) || grown(before.write, after.write)
  return { word: hasGrown ? 'GROWS' : 'ok', holds: !hasGrown }
}

/** Compares the smallest with the largest number of stored contributions. */
export const verdictOn = (operation: Operation, before: Measured, after: Measured): Verdict => {
  const { word, holds } = judge(operation, before, after)
  const read = [figure(before.read), figure(after.read)]
  const write = [figure(before.write), figure(after.write)]
  return {
    row: [operation.name, ...read, change(before.read, after.read), ...write, change(before.write, after.write), word],
    broken: holds ? null : `${operation.name}: ${read.join(' to ')} RCU, ${write.join(' to ')} WCU: ${word}`,
  }
}

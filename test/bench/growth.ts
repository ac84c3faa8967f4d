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

/**
 * What is read may grow while the items fill that are read anyway, up to the most that the same request can read: what
 * the smaller size was asked for bounds the larger one too, or the request reads more where more is stored.
 */
const judge = (most: number, before: Measured, after: Measured): { word: string; holds: boolean } => {
  if (Math.max(before.read, after.read) > most) return { word: `OVER ${figure(most)} RCU`, holds: false }
  if (grown(before.write, after.write)) return { word: 'WRITES GROW', holds: false }
  return { word: grown(before.read, after.read) ? 'fills' : 'ok', holds: true }
}

/** As many calls as with less stored: only the rows that they show may be more. */
const askedAsBefore = (before: Measured['parts'], after: Measured['parts']): Measured['parts'] =>
  new Map([...after].map(([name, part]) => [name, { ...part, calls: before.get(name)?.calls ?? 0 }]))

/** Compares the smallest with the largest number of stored contributions. */
export const verdictOn = (operation: Operation, before: Measured, after: Measured): Verdict => {
  const most = operation.mostRead(askedAsBefore(before.parts, after.parts))
  const { word, holds } = judge(most, before, after)
  const read = [figure(before.read), figure(after.read)]
  const write = [figure(before.write), figure(after.write)]
  const reads = [...read, change(before.read, after.read), figure(most)]
  return {
    row: [operation.name, ...reads, ...write, change(before.write, after.write), word],
    broken: holds ? null : `${operation.name}: ${read.join(' to ')} RCU, ${write.join(' to ')} WCU: ${word}`,
  }
}

// What the tracker on one machine does, line by line: into a file, so that the terminal keeps to what a person must know.
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { type Log, logFor } from '#runtime/log.ts'

export const runLogIn = (dataDir: string): string => join(dataDir, 'tracker.log')

/** Everything goes into the file, which a start begins anew; warnings and errors to the terminal too. */
export const openRunLog = (dataDir: string): { log: Log; close: () => Promise<void> } => {
  const file = createWriteStream(runLogIn(dataDir))
  const kept = logFor('tracker', (line) => file.write(line))
  const shown = logFor('tracker', (line) => process.stderr.write(line))
  const log: Log = {
    ...kept,
    warn: (message, details) => [kept, shown].forEach((to) => to.warn(message, details)),
    error: (message, details) => [kept, shown].forEach((to) => to.error(message, details)),
  }
  return { log, close: () => new Promise((resolve) => file.end(() => resolve())) }
}

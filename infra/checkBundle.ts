// Fails the synth when a function's asset is over its budget.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Of all that is uploaded, not only the bundle. */
export const budgetBytes = 500_000

/** Bytes of all files under the folder. */
export const assetBytes = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)

/** Throws one line. */
export const refuseOversize = (folder: string): void => {
  const bytes = assetBytes(folder)
  if (bytes > budgetBytes)
    throw new Error(`Bundle over budget: ${folder} has ${bytes} bytes, at most ${budgetBytes} are allowed`)
}

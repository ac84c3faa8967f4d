// The engine that holds the table an operator's command works on.
import { join } from 'node:path'
import { lockDataFolder, openDataFolder, readEngine } from './dataFolder.ts'
import { startEngine } from './engine.ts'
import type { Settings } from './settings.ts'
import { StartError } from './startError.ts'

/** Of the tracker on one machine. */
export const tableName = 'tracker'

export type Source = { endpoint: string | undefined; close: () => Promise<void> }

export const onAws: Source = { endpoint: undefined, close: async () => {} }

/** The engine of the tracker that runs on the folder, one of our own where none runs, or the one that was given. */
export const sourceOf = async ({ DATA_DIR, DYNAMODB_ENDPOINT }: Settings, purpose: string): Promise<Source> => {
  if (DYNAMODB_ENDPOINT !== undefined) return { endpoint: DYNAMODB_ENDPOINT, close: async () => {} }
  openDataFolder(DATA_DIR)
  let unlock: () => void
  try {
    unlock = lockDataFolder(DATA_DIR, `http://127.0.0.1/${purpose}`)
  } catch (error) {
    const endpoint = readEngine(DATA_DIR)
    if (!(error instanceof StartError) || endpoint === undefined) throw error
    return { endpoint, close: async () => {} }
  }
  const engine = await startEngine(join(DATA_DIR, 'tracker.db'))
  const close = async (): Promise<void> => {
    await engine.stop()
    unlock()
  }
  return { endpoint: engine.endpoint, close }
}

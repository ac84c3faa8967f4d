// Holds the consumers of the tracker that runs on a data folder, for as long as another process rebuilds its derived data.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const fileIn = (folder: string): string => join(folder, 'stream', 'held')

/** The lock is the operating system's, as the folder's own: whoever holds it lets go by ending, however that comes. */
const lock = (file: string, timeout: number): (() => void) | undefined => {
  const held = new DatabaseSync(file, { timeout })
  try {
    held.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    held.close()
    if (/locked/.test(String(error))) return undefined
    throw error
  }
  return () => held.close()
}

/** A tracker that only looks whether they are held holds the lock itself for less. */
const lookMilliseconds = 1000

/** Holds them from their next batch on, until it is called; undefined when another process does. */
export const holdConsumers = (folder: string): (() => void) | undefined => {
  mkdirSync(join(folder, 'stream'), { recursive: true })
  return lock(fileIn(folder), lookMilliseconds)
}

/** Whether somebody holds them: asked before every batch, so that nothing is opened where nobody ever did. */
export const areHeld = (folder: string): boolean => {
  const file = fileIn(folder)
  if (!existsSync(file)) return false
  const free = lock(file, 0)
  free?.()
  return free === undefined
}

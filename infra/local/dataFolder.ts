// DATA_DIR: makes it, sees that it can be written, and keeps a second tracker out of it.
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import { StartError } from './startError.ts'

/** Who runs on this folder, or ran last: `npm run token` finds the tracker by it. */
const Running = z.object({ pid: z.int(), url: z.url() })
export type Running = z.infer<typeof Running>

const runningFile = (folder: string): string => join(folder, 'tracker.json')

export const readRunning = (folder: string): Running | undefined => {
  try {
    return Running.parse(JSON.parse(readFileSync(runningFile(folder), 'utf8')))
  } catch {
    return undefined
  }
}

/** Step by step, because mkdirSync's `recursive` never returns where a folder can be seen and not be made, as in /proc. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
}

const engineFile = (folder: string): string => join(folder, 'engine.json')
const EngineFile = z.object({ endpoint: z.url() })

/** So that a rebuild finds the database of the tracker that runs on this folder. */
export const writeEngine = (folder: string, endpoint: string): void =>
  writeFileSync(engineFile(folder), JSON.stringify({ endpoint }))

export const readEngine = (folder: string): string | undefined => {
  try {
    return EngineFile.parse(JSON.parse(readFileSync(engineFile(folder), 'utf8'))).endpoint
  } catch {
    return undefined
  }
}

export const openDataFolder = (folder: string): void => {
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(`The data folder ${folder} cannot be written (${reason}): set DATA_DIR to a folder of yours.`)
  }
}

/**
 * The lock is the operating system's, through SQLite: it ends with the process that holds it, however that ends, so a
 * killed tracker leaves nothing to clear away and no recycled process id keeps the next one out.
 */
export const lockDataFolder = (folder: string, url: string): (() => void) => {
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    const running = readRunning(folder)
    const who = running ? `process ${running.pid} at ${running.url}` : 'another process'
    if (/locked/.test(String(error))) {
      throw new StartError(
        `A tracker already runs on ${folder} (${who}): use that one, stop it, or set DATA_DIR to another folder.`,
      )
    }
    throw error
  }
  const running: Running = { pid: process.pid, url }
  writeFileSync(`${runningFile(folder)}.part`, JSON.stringify(running))
  renameSync(`${runningFile(folder)}.part`, runningFile(folder))
  return () => lock.close()
}

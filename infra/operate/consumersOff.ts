// Does something while nothing follows a deployed table's stream, and switches on again what it switched off.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LambdaClient } from '@aws-sdk/client-lambda'
import * as z from 'zod'
import { consumersOn, switchConsumers } from './consumers.ts'

const Ids = z.array(z.string())

/** What an earlier run switched off and, killed, left so. */
const leftOff = (file: string): string[] => {
  try {
    return Ids.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return []
  }
}

const signals = ['SIGINT', 'SIGTERM'] as const

/**
 * Resolves to what `work` does. The ids lie in `folder` while the consumers are off, so that after a kill the next run
 * switches on what this one switched off; an interrupt does so itself.
 */
export const withConsumersOff = async <T>(
  { lambda, tableName, folder }: { lambda: LambdaClient; tableName: string; folder: string },
  work: () => Promise<T>,
): Promise<T> => {
  const file = join(folder, `off-${tableName}.json`)
  const ids = [...new Set([...leftOff(file), ...(await consumersOn(lambda, tableName))])]
  if (ids.length === 0) return work()
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, JSON.stringify(ids))
  const switchOn = async (): Promise<void> => {
    await switchConsumers(lambda, ids, true)
    rmSync(file, { force: true })
  }
  const interrupted = (): void => void switchOn().finally(() => process.exit(130))
  for (const signal of signals) process.once(signal, interrupted)
  try {
    await switchConsumers(lambda, ids, false)
    return await work()
  } finally {
    for (const signal of signals) process.off(signal, interrupted)
    await switchOn()
  }
}

// What the operator of one machine may set: PORT, DATA_DIR, SEED and the like, each wrong value in one line.
import { resolve } from 'node:path'
import * as z from 'zod'
import { StartError } from './startError.ts'

const seedSets = ['none', 'programme', 'demo', 'training'] as const

/** Beyond what one machine can do: whoever tries a tracker out, or loads one, is one caller. */
export const writesPerMinuteHere = 30_000

const Settings = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number from 1 to 65535')
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, 'must be a port number from 1 to 65535')
    .default(8787),
  DATA_DIR: z
    .string()
    .default('.data')
    .transform((folder) => resolve(folder)),
  SEED: z.enum(seedSets, `must be one of ${seedSets.join(', ')}`).default('demo'),
  SECOND_COORDINATOR: z.enum(['true', 'false'], 'must be true or false').default('true'),
  /** Of one caller. */
  WRITES_PER_MINUTE: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a whole number from 1 on')
    .default(String(writesPerMinuteHere)),
  DYNAMODB_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL such as http://127.0.0.1:8000' })
    .optional(),
})
export type Settings = z.infer<typeof Settings>

/** A variable that is set to nothing counts as not set, as `PORT= npm start` means it. */
export const readSettings = (environment: NodeJS.ProcessEnv = process.env): Settings => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Settings.safeParse(given)
  if (parsed.success) return parsed.data

  const [issue] = parsed.error.issues
  const name = String(issue?.path[0])
  throw new StartError(`${name} ${issue?.message}, got ${JSON.stringify(given[name])}.`)
}

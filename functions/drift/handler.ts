// The nightly verification on Lambda: called again and again in the night, each call goes on where the last one stopped.
import { readConfig } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'
import { veilOver } from '#runtime/veil.ts'
import type { Context } from 'aws-lambda'
import { createVerifier } from './verifier.ts'

const config = readConfig()
const verify = createVerifier({ services: liveServices(config, 'drift'), veil: veilOver(config) })

export const handler = async (_event: unknown, context: Context): Promise<unknown> =>
  verify((milliseconds) => context.getRemainingTimeInMillis() > milliseconds)

// The nightly verification on Lambda: its state machine asks for one step after the other, and each call goes on where one stopped.
import { readConfig } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'
import { veilOver } from '#runtime/veil.ts'
import type { Context } from 'aws-lambda'
import { createNightStepper, type NightAnswer, type NightEvent } from './verifier.ts'

const config = readConfig()
const take = createNightStepper({ services: liveServices(config, 'drift'), veil: veilOver(config) })

export const handler = async (event: NightEvent, context: Context): Promise<NightAnswer> =>
  take(event, (milliseconds) => context.getRemainingTimeInMillis() > milliseconds)

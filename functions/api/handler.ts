// The API on Lambda.
import { readConfig } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'
import { handle } from 'hono/aws-lambda'
import { createApp } from './app.ts'

const config = readConfig()
export const handler = handle(createApp({ services: liveServices(config, 'api'), config }))

// Exports on Lambda.
import { readConfig } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'
import { handle } from 'hono/aws-lambda'
import { createExportsApp } from './app.ts'

const config = readConfig()
export const handler = handle(createExportsApp({ services: liveServices(config, 'exports'), config }))

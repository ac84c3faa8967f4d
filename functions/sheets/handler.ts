// The result sheets of imports on Lambda.
import { readConfig } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'
import { handle } from 'hono/aws-lambda'
import { createSheetsApp } from './app.ts'

const config = readConfig()
export const handler = handle(createSheetsApp({ services: liveServices(config, 'sheets'), config }))

// The registers on Lambda.
import { readConfig } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'
import { handle } from 'hono/aws-lambda'
import { createRegistersApp } from './app.ts'

const config = readConfig()
export const handler = handle(createRegistersApp({ services: liveServices(config, 'registers'), config }))

// The imports routes on Lambda.
import { readConfig } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'
import { handle } from 'hono/aws-lambda'
import { createImportsApp } from './app.ts'

const config = readConfig()

export const handler = handle(createImportsApp({ services: liveServices(config, 'imports'), config }))

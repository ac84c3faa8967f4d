// Coverage on Lambda.
import { readConfig } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'
import { handle } from 'hono/aws-lambda'
import { createFiguresApp } from './app.ts'

const config = readConfig()
export const handler = handle(createFiguresApp({ services: liveServices(config, 'figures'), config }))

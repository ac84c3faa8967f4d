// One contribution on Lambda.
import { readConfig } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'
import { handle } from 'hono/aws-lambda'
import { createContributionsApp } from './app.ts'

const config = readConfig()
export const handler = handle(createContributionsApp({ services: liveServices(config, 'contributions'), config }))

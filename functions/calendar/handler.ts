// The calendar on Lambda.
import { readConfig } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'
import { handle } from 'hono/aws-lambda'
import { createCalendarApp } from './app.ts'

const config = readConfig()
export const handler = handle(createCalendarApp({ services: liveServices(config, 'calendar'), config }))

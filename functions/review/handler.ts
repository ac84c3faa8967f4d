// The review of findings on Lambda.
import { readConfig } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'
import { handle } from 'hono/aws-lambda'
import { createReviewApp } from './app.ts'

const config = readConfig()
export const handler = handle(createReviewApp({ services: liveServices(config, 'review'), config }))

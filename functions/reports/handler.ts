// The reports function on Lambda: asked over HTTP, or by the schedule.
import { readConfig } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'
import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda'
import { createReportsApp } from './app.ts'
import { createReporter, type ScheduledEvent } from './reporter.ts'

const config = readConfig()
const services = liveServices(config, 'reports')
const answer = handle(createReportsApp({ services, config }))
const report = createReporter(services)

const isHttp = (event: LambdaEvent | ScheduledEvent): event is LambdaEvent => 'requestContext' in event

export const handler = async (event: LambdaEvent | ScheduledEvent, context: LambdaContext): Promise<unknown> =>
  isHttp(event) ? answer(event, context) : report(event)

// The audit function on Lambda: asked over HTTP, or by the schedule, which has the trail sealed.
import { sealAudit } from '#actions/sealAudit.ts'
import { readConfig } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'
import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda'
import { createAuditApp } from './app.ts'

const config = readConfig()
const services = liveServices(config, 'audit')
const answer = handle(createAuditApp({ services, config }))

/** Whatever else the schedule sends is not read. */
const isHttp = (event: LambdaEvent | object): event is LambdaEvent => 'requestContext' in event

export const handler = async (event: LambdaEvent | object, context: LambdaContext): Promise<unknown> =>
  isHttp(event) ? answer(event, context) : { seals: await sealAudit(services) }

// Uploads on Lambda: forms are asked for over HTTP, and the bucket tells when a file was posted.
import { readConfig } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'
import { signingFor } from '#runtime/signForm.ts'
import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda'
import { createUploadsApp } from './app.ts'
import { createUploadReader } from './reader.ts'

const config = readConfig()
const services = liveServices(config, 'uploads')
const answer = handle(createUploadsApp({ services, config, sign: signingFor(config.REPORT_STORE) }))
const read = createUploadReader(services, config.REPORT_STORE)

const isHttp = (event: object): event is LambdaEvent => 'requestContext' in event

export const handler = async (event: object, context: LambdaContext): Promise<unknown> =>
  isHttp(event) ? answer(event, context) : read(event)

// The findings consumer on Lambda.
import { readConfig } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'
import { createConsumer } from './consumer.ts'

export const handler = createConsumer(liveServices(readConfig(), 'findings'))

// The daily look at pledges on Lambda.
import { lapsePledges } from '#actions/lapsePledges.ts'
import { readConfig } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'

const services = liveServices(readConfig(), 'pledges')

export const handler = async (): Promise<void> => lapsePledges(services)

// The importer on Lambda: told by the stream that a file has come or a name was placed, or by its state machine which step is next.
import { readConfig } from '#runtime/config.ts'
import { executionsOf } from '#runtime/executions.ts'
import { liveServices } from '#runtime/services.ts'
import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { createConsumer } from './consumer.ts'
import { createStepper, type StepAnswer, type StepEvent } from './stepper.ts'

const config = readConfig()
const services = liveServices(config, 'importer')
const start = config.IMPORT_MACHINE === undefined ? undefined : executionsOf(config.IMPORT_MACHINE)
const begin = start && (async (id: string): Promise<void> => start(id, { import: id }))

/** A part of a file takes a few seconds: with less than this left, the import goes on in the next call. */
const leastMilliseconds = 60_000

export const handler = async (
  event: DynamoDBStreamEvent | StepEvent,
  context: Context,
): Promise<DynamoDBBatchResponse | StepAnswer> => {
  const mayGoOn = (): boolean => context.getRemainingTimeInMillis() > leastMilliseconds
  return 'step' in event ? createStepper(services, mayGoOn)(event) : createConsumer(services, mayGoOn, begin)(event)
}

// The importer on Lambda: told by the stream that a file has come or a name was placed.
import { readConfig } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'
import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { createConsumer } from './consumer.ts'

const services = liveServices(readConfig(), 'importer')

/** A part of a file takes a few seconds: with less than this left, the import goes on in the next call. */
const leastMilliseconds = 60_000

export const handler = async (event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> =>
  createConsumer(services, () => context.getRemainingTimeInMillis() > leastMilliseconds)(event)

// Everything with a side effect, in one typed object that is passed and never imported.
import { createHash } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import canonicalize from 'canonicalize'
import { v7 } from 'uuid'
import { type Store, storeIn } from '#store/store.ts'
import { type Consumed, exactNumber, Table } from '#store/table.ts'
import type { Config } from './config.ts'
import { type Files, filesAt } from './files.ts'
import { type Log, logFor } from './log.ts'
import { type Announce, announceTo } from './topic.ts'

export interface Services {
  store: Store
  /** The present instant, ISO 8601 in UTC. */
  now: () => string
  /** A new opaque id; later ids sort after earlier ones. */
  newId: () => string
  /** SHA-256, in hex, of a value's canonical JSON (RFC 8785): equal values have equal fingerprints. */
  fingerprint: (value: unknown) => string
  log: Log
  announce: Announce
  files: Files
  /** Where the seals of the audit trail are kept, outside the table. */
  seals: Files
  /** Whether a second coordinator confirms a same-contribution before it counts. */
  secondCoordinator: boolean
  consumed: Consumed
}

const fingerprint = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalize(value) ?? 'undefined')
    .digest('hex')

/** A document client for a table: on AWS by the function's role, on one machine at DYNAMODB_ENDPOINT. */
export const documentClient = (endpoint: string | undefined): DynamoDBDocumentClient => {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient(
      endpoint === undefined
        ? {}
        : { endpoint, region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } },
    ),
    { marshallOptions: { removeUndefinedValues: true }, unmarshallOptions: { wrapNumbers: exactNumber } },
  )
  // It goes through every request and answer to blank what is secret, also where no logger is there to be told of it.
  client.middlewareStack.remove('loggerMiddleware')
  return client
}

export const liveServices = (config: Config, serviceName = 'tracker', log: Log = logFor(serviceName)): Services => {
  const table = new Table(documentClient(config.DYNAMODB_ENDPOINT), config.TABLE_NAME)
  return {
    store: storeIn(table),
    now: () => new Date().toISOString(),
    newId: v7,
    fingerprint,
    log,
    announce: announceTo(config.TOPIC, log),
    files: filesAt(config.REPORT_STORE),
    seals: filesAt(config.SEAL_STORE),
    secondCoordinator: config.SECOND_COORDINATOR,
    consumed: table.consumed,
  }
}

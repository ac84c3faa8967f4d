// A real engine for a test file, in memory, and fresh tables in it made from the CDK app's own definition.
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTable } from '#infra/local/createTable.ts'
import { startEngine as startDynamo } from '#infra/local/engine.ts'
import { type Config, readConfig } from '#runtime/config.ts'

export type FreshTable = { config: Config; tableName: string; streamArn: string }

export type TestEngine = {
  endpoint: string
  /** Reports go to a folder under the system's temporary one; it is made only when something is written. */
  newTable: () => Promise<FreshTable>
  stop: () => Promise<void>
}

/** `npm run test:engines` runs tests over another engine; what keeps a file of its own stays with the embedded one. */
const engineOf = async (file: string | undefined): Promise<{ endpoint: string; stop: () => Promise<void> }> => {
  const { TEST_DYNAMODB_ENDPOINT: other } = process.env
  if (other === undefined || file !== undefined) return startDynamo(file)
  return { endpoint: other, stop: async () => {} }
}

/**
 * One engine per test file, in beforeAll, and stop() in afterAll: it is ready in a few milliseconds. A table per test
 * costs a few more. Pass a file to keep the data and to write ten thousands of items: only a file's writes stay quick.
 */
export const startEngine = async (file?: string): Promise<TestEngine> => {
  const { endpoint, stop } = await engineOf(file)
  const newTable = async (): Promise<FreshTable> => {
    const tableName = `test-${randomUUID()}`
    const streamArn = await createTable(endpoint, tableName)
    const config = readConfig({
      TABLE_NAME: tableName,
      ISSUER: 'http://127.0.0.1:8787/local-issuer',
      JWKS_URI: 'http://127.0.0.1:8787/local-issuer/.well-known/jwks.json',
      CLIENT_IDS: 'local',
      REPORT_STORE: `file:${join(tmpdir(), tableName)}`,
      SEAL_STORE: `file:${join(tmpdir(), tableName, 'seals')}`,
      TOPIC: 'log:',
      DYNAMODB_ENDPOINT: endpoint,
    })
    return { config, tableName, streamArn }
  }
  return { endpoint, newTable, stop }
}

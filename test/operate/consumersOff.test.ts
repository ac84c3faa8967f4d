// Consumers are off while something is done, and afterwards on again: those that were, however it ends.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { withConsumersOff } from '#infra/operate/consumersOff.ts'

/** Event source mappings as Lambda's API tells of them: what is asked for takes effect a moment after the answer. */
const mappings = new Map<string, { table: string; state: string }>()
const answered = (UUID: string) => {
  const { table = '', state = '' } = mappings.get(UUID) ?? {}
  return { UUID, State: state, EventSourceArn: `arn:aws:dynamodb:eu-west-1:1:table/${table}/stream/2026` }
}
const server = createServer((request, response) => {
  let text = ''
  request.on('data', (part) => (text += part))
  request.on('end', () => {
    const UUID = /event-source-mappings\/([^/?]+)/.exec(request.url ?? '')?.[1]
    const mapping = mappings.get(UUID ?? '')
    if (UUID && mapping) {
      if (request.method === 'PUT')
        mapping.state = (JSON.parse(text) as { Enabled: boolean }).Enabled ? 'Enabling' : 'Disabling'
      response.end(JSON.stringify(answered(UUID)))
      if (request.method === 'PUT') mapping.state = mapping.state.replace('ing', 'ed')
    } else response.end(JSON.stringify({ EventSourceMappings: [...mappings.keys()].map(answered) }))
  })
})

const folder = mkdtempSync(join(tmpdir(), 'consumers-off-'))
let lambda: LambdaClient
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  lambda = new LambdaClient({ endpoint: `http://127.0.0.1:${port}`, region: 'local', credentials })
})
afterAll(() => {
  lambda.destroy()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  for (const [id, table, state] of [
    ['findings', 'ours', 'Enabled'],
    ['coverage', 'ours', 'Enabled'],
    ['retired', 'ours', 'Disabled'],
    ['theirs', 'ours-too', 'Enabled'],
  ] as const)
    mappings.set(id, { table, state })
})

const states = (): string =>
  [...mappings]
    .filter(([, { state }]) => state === 'Enabled')
    .map(([id]) => id)
    .join()
const place = () => ({ lambda, tableName: 'ours', folder })

test('off meanwhile, and on afterwards', async () => {
  expect(await withConsumersOff(place(), async () => states())).toBe('theirs')
  expect(states()).toBe('findings,coverage,theirs')
})

test('on again after a failure, which is thrown', async () => {
  const failing = withConsumersOff(place(), async () => {
    throw new Error('the engine ended')
  })
  await expect(failing).rejects.toThrow('the engine ended')
  expect(states()).toBe('findings,coverage,theirs')
})

test('what a killed run left off is on after the next one', async () => {
  mappings.set('coverage', { table: 'ours', state: 'Disabled' })
  writeFileSync(join(folder, 'off-ours.json'), JSON.stringify(['findings', 'coverage']))

  await withConsumersOff(place(), async () => {})

  expect(states()).toBe('findings,coverage,theirs')
  expect(existsSync(join(folder, 'off-ours.json'))).toBe(false)
})

test('without any nothing is switched', async () => {
  expect(await withConsumersOff({ ...place(), tableName: 'other' }, async () => states())).toBe(
    'findings,coverage,theirs',
  )
})

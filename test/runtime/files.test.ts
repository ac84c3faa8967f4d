// Files in a bucket: the real client against a small stand-in of S3, and the address that a file is read at.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { filesAt } from '#runtime/files.ts'
import { signingFor } from '#runtime/signForm.ts'
import { whole } from '#test/support/files.ts'

const megabyte = 1024 * 1024
let server: Server
let failAt: number | null
const requests: { method: string; path: string; query: string; body: Buffer }[] = []

/** Of multipart uploads it knows as much as the client asks for. */
const xml = (method: string, query: string): string => {
  if (method === 'POST' && query === '?uploads=')
    return '<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>'
  return method === 'POST' ? '<CompleteMultipartUploadResult><ETag>"e"</ETag></CompleteMultipartUploadResult>' : ''
}

beforeAll(async () => {
  server = createServer((request, response) => {
    void (async () => {
      const { method = '', url = '' } = request
      const { pathname, searchParams } = new URL(url, 'http://s3.test')
      searchParams.delete('x-id')
      const query = searchParams.size === 0 ? '' : `?${searchParams}`
      requests.push({ method, path: pathname, query, body: await whole(request as AsyncIterable<Uint8Array>) })
      const isFailing = failAt !== null && searchParams.get('partNumber') === String(failAt)
      response.writeHead(isFailing ? 403 : 200, {
        'content-type': 'application/xml',
        etag: `"e${requests.length}"`,
        'x-amz-version-id': `v${requests.length}`,
      })
      response.end(isFailing ? '<Error><Code>AccessDenied</Code></Error>' : xml(method, query))
    })()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
  })
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  requests.length = 0
  failAt = null
})

async function* pieces(count: number, bytes = megabyte): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < count; at += 1) yield new Uint8Array(bytes).fill(at)
}

const bucket = () => filesAt('127.0.0.1')
const asked = (): string[] => requests.map(({ method, query }) => `${method} ${query}`.trim())

test('what fits a part is sent at once', async () => {
  const saved = await bucket().save('imports/1', 'text/csv', pieces(3), 10 * megabyte)

  expect(saved.bytes).toBe(3 * megabyte)
  expect(asked()).toEqual(['PUT'])
  expect(requests[0]?.body).toHaveLength(3 * megabyte)
})

test('an empty file is a file', async () => {
  await bucket().save('imports/1', 'text/csv', pieces(0), megabyte)

  expect(asked()).toEqual(['PUT'])
})

test('what is larger is sent a part at a time, in order and whole', async () => {
  await bucket().save('exports/1/a.csv', 'text/csv', pieces(18), 100 * megabyte)

  const parts = requests.filter(({ method }) => method === 'PUT')
  expect(asked()).toEqual([
    'POST ?uploads=',
    'PUT ?partNumber=1&uploadId=u1',
    'PUT ?partNumber=2&uploadId=u1',
    'PUT ?partNumber=3&uploadId=u1',
    'POST ?uploadId=u1',
  ])
  expect(Buffer.concat(parts.map(({ body }) => body)).equals(await whole(pieces(18)))).toBe(true)
  expect(parts.slice(0, -1).every(({ body }) => body.length >= 5 * megabyte)).toBe(true)
  expect(requests.at(-1)?.body.toString()).toMatch(/<PartNumber>3<\/PartNumber>/)
})

test('what fails half-way leaves nothing behind', async () => {
  failAt = 2

  await expect(bucket().save('exports/1/a.csv', 'text/csv', pieces(18), 100 * megabyte)).rejects.toThrow(
    /AccessDenied|Unknown/,
  )

  expect(asked().at(-1)).toBe('DELETE ?uploadId=u1')
})

test('too large is refused while it comes, and given up', async () => {
  await expect(bucket().save('exports/1/a.csv', 'text/csv', pieces(18), 12 * megabyte)).rejects.toMatchObject({
    code: 'file-too-large',
  })

  expect(asked().at(-1)).toBe('DELETE ?uploadId=u1')
})

test('a link is signed, ends, and names the file that is saved', async () => {
  const link = new URL((await bucket().link?.('exports/1/a.csv', 'a.csv')) ?? '')

  expect(link.pathname).toContain('exports/1/a.csv')
  expect(Object.fromEntries(link.searchParams)).toMatchObject({
    'X-Amz-Expires': '600',
    'X-Amz-Signature': expect.stringMatching(/^[\da-f]{64}$/),
    'response-content-disposition': 'attachment; filename="a.csv"',
  })
})

test('of what was posted the version is asked for, and that version is read', async () => {
  const version = await bucket().version('uploads/1')
  await whole(bucket().open('uploads/1', version))

  expect(version).toBe('v1')
  expect(asked()).toEqual(['HEAD', 'GET ?versionId=v1'])
})

test('a form is for one name, one media type and so many bytes of one bucket, and ends', async () => {
  const { url, fields, expires, until } = await signingFor('127.0.0.1')('uploads/1', 'text/csv', 100)
  const policy = JSON.parse(Buffer.from(fields['Policy'] ?? '', 'base64').toString())

  expect(new URL(url).pathname).toBe('/127.0.0.1')
  expect(policy.conditions).toEqual(
    expect.arrayContaining([
      ['content-length-range', 1, 100],
      { key: 'uploads/1' },
      { bucket: '127.0.0.1' },
      { 'Content-Type': 'text/csv' },
    ]),
  )
  expect(Math.abs(Date.parse(policy.expiration) - Date.parse(expires))).toBeLessThan(10_000)
  expect(Date.parse(until) - Date.parse(expires)).toBeGreaterThanOrEqual(3_600_000)
})

test('a folder has no addresses', () => {
  expect(filesAt('file:/tmp/none').link).toBeNull()
})

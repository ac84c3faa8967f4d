// What may be posted to the bucket: only what the form was signed for, in time, whole, and by nobody without the key.
import { createHmac } from 'node:crypto'
import { mkdirSync, readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkForm } from '#infra/local/postPolicy.ts'
import { uploadsPath } from '#infra/local/uploads.ts'
import { signingFor } from '#runtime/signForm.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  mkdirSync(store(), { recursive: true })
})
afterAll(async () => trackers.stop())

type Fields = Record<string, string>
const formWith = (fields: Fields, file: string | null): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  if (file !== null) form.append('file', new Blob([file]), 'x.csv')
  return form
}

const sent = async (body: BodyInit, headers: Fields = {}): Promise<[number, string | undefined]> => {
  const url = `http://tracker.test${uploadsPath}`
  const answer = await tracker.bucket.fetch(new Request(url, { method: 'POST', body, headers }))
  return [answer.status, /<Code>(\w+)/.exec(await answer.text())?.[1]]
}

const store = (): string => tracker.config.REPORT_STORE.replace('file:', '')
const kept = (): string[] => readdirSync(store(), { recursive: true, encoding: 'utf8' })

const encoded = (policy: unknown): string => Buffer.from(JSON.stringify(policy)).toString('base64')
const decoded = (policy = ''): { expiration: string; conditions: unknown[] } =>
  JSON.parse(Buffer.from(policy, 'base64').toString())

describe('a form that is not as it was signed', () => {
  const attacks: [name: string, change: (fields: Fields) => Fields, code: string][] = [
    ['with another key', (fields) => ({ ...fields, key: 'imports/abc' }), 'AccessDenied'],
    ['with a key that leads out', (fields) => ({ ...fields, key: 'uploads/../../x' }), 'AccessDenied'],
    ['with another bucket', (fields) => ({ ...fields, bucket: 'theirs' }), 'AccessDenied'],
    ['with another media type', (fields) => ({ ...fields, 'Content-Type': 'text/html' }), 'AccessDenied'],
    ['without its media type', ({ 'Content-Type': _, ...fields }) => fields, 'AccessDenied'],
    ['with a field that nobody signed', (fields) => ({ ...fields, acl: 'public-read' }), 'AccessDenied'],
    ['with a redirection', (fields) => ({ ...fields, success_action_redirect: 'http://x' }), 'AccessDenied'],
    [
      'with a policy that lives longer',
      (fields) => ({
        ...fields,
        Policy: encoded({ ...decoded(fields['Policy']), expiration: '2100-01-01T00:00:00Z' }),
      }),
      'SignatureDoesNotMatch',
    ],
    [
      'with a policy without conditions',
      (fields) => ({ ...fields, Policy: encoded({ ...decoded(fields['Policy']), conditions: [] }) }),
      'SignatureDoesNotMatch',
    ],
    ['without a policy', ({ Policy: _, ...fields }) => fields, 'SignatureDoesNotMatch'],
    ['without a signature', ({ 'X-Amz-Signature': _, ...fields }) => fields, 'SignatureDoesNotMatch'],
    [
      'with a signature of zeros',
      (fields) => ({ ...fields, 'X-Amz-Signature': '0'.repeat(64) }),
      'SignatureDoesNotMatch',
    ],
    [
      'signed by a key of the attacker',
      (fields) => ({
        ...fields,
        'X-Amz-Signature': createHmac('sha256', 'mine')
          .update(fields['Policy'] ?? '')
          .digest('hex'),
      }),
      'SignatureDoesNotMatch',
    ],
    [
      'in the name of another key',
      (fields) => ({ ...fields, 'X-Amz-Credential': (fields['X-Amz-Credential'] ?? '').replace('local', 'other') }),
      'InvalidAccessKeyId',
    ],
  ]

  test.each(attacks)('%s', async (_, change, code) => {
    const { fields } = await tracker.bucket.sign('uploads/attacked', 'text/csv', 100)

    expect(await sent(formWith(change(fields), 'a,b\n'))).toEqual([403, code])
    expect(kept()).toEqual([])
  })
})

describe('a file', () => {
  test.each([
    ['that is too large by a byte', 'x'.repeat(11), 'EntityTooLarge'],
    ['that is empty', '', 'EntityTooSmall'],
  ])('%s is refused, and nothing of it stays', async (_, file, code) => {
    const { fields } = await tracker.bucket.sign('uploads/sized', 'text/csv', 10)

    expect(await sent(formWith(fields, file))).toEqual([400, code])
    expect(kept().filter((name) => name.includes('sized/'))).toEqual([])
  })

  test('that breaks off is none', async () => {
    const { fields } = await tracker.bucket.sign('uploads/broken', 'text/csv', 1000)
    const whole = new Request('http://x', { method: 'POST', body: formWith(fields, 'x'.repeat(500)) })
    const type = whole.headers.get('content-type') ?? ''
    const bytes = Buffer.from(await whole.arrayBuffer())

    for (const length of [0, 10, bytes.indexOf('xxx'), bytes.indexOf('xxx') + 200, bytes.length - 8]) {
      const [status] = await sent(bytes.subarray(0, length), { 'content-type': type })
      expect(status).toBe(400)
    }
    expect(kept().filter((name) => name.includes('broken/'))).toEqual([])
  })

  test('that is missing, and what is no form at all, are refused', async () => {
    const { fields } = await tracker.bucket.sign('uploads/none', 'text/csv', 10)

    expect(await sent(formWith(fields, null))).toEqual([400, 'InvalidArgument'])
    expect(await sent('{}', { 'content-type': 'application/json' })).toEqual([400, 'MalformedPOSTRequest'])
    expect(await sent('x', { 'content-type': 'multipart/form-data' })).toEqual([400, 'MalformedPOSTRequest'])
    const got = await tracker.bucket.fetch(new Request(`http://tracker.test${uploadsPath}`))
    expect(got.status).toBe(405)
  })

  test('comes whole, in however small pieces it arrives', async () => {
    const { fields } = await tracker.bucket.sign('uploads/pieces', 'text/csv', 10_000)
    const file = 'Évaluation,\r\n--x\r\n'.repeat(300)
    const request = new Request('http://x', { method: 'POST', body: formWith(fields, file) })
    const bytes = new Uint8Array(await request.arrayBuffer())
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let at = 0; at < bytes.length; at += 37) controller.enqueue(bytes.subarray(at, at + 37))
        controller.close()
      },
    })
    const headers = { 'content-type': request.headers.get('content-type') ?? '' }
    let saved = ''
    const { services } = tracker
    const save: typeof services.files.save = async (_name, _type, pieces) => {
      const chunks: Uint8Array[] = []
      for await (const piece of pieces) chunks.push(piece)
      saved = Buffer.concat(chunks).toString()
      return { sha256: '', bytes: 0 }
    }
    const original = services.files.save
    services.files.save = save
    try {
      const half = { method: 'POST', body, headers, duplex: 'half' as const }
      const posted = new Request(`http://tracker.test${uploadsPath}`, half)
      expect((await tracker.bucket.fetch(posted)).status).toBe(204)
    } finally {
      services.files.save = original
    }
    await tracker.bucket.settled()
    expect(saved).toBe(file)
  })
})

test('a form that has expired is refused, and one second before it is not', async () => {
  const key = { accessKeyId: 'local', secretAccessKey: 'secret' }
  const client = { region: 'local', endpoint: 'http://tracker.test', forcePathStyle: true, credentials: key }
  const { fields, expires } = await signingFor('local-bucket', client, 600)('uploads/a', 'text/csv', 5)
  const small = new Map(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]))
  const at = (seconds: number): Date => new Date(Date.parse(expires) + seconds * 1000)

  expect(checkForm(small, key, at(-2))).toEqual({ least: 1, most: 5 })
  expect(() => checkForm(small, key, at(1))).toThrow('Policy expired')
})

test('the example that AWS publishes of a signed form verifies, and not with one byte changed', () => {
  // In two parts, so that whoever looks for keys of AWS in the repository finds none.
  const accessKeyId = ['AKIA', 'IOSFODNN7EXAMPLE'].join('')
  const key = { accessKeyId, secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }
  const policy = [
    '{ "expiration": "2015-12-30T12:00:00.000Z",',
    '  "conditions": [',
    '    {"bucket": "sigv4examplebucket"},',
    '    ["starts-with", "$key", "user/user1/"],',
    '    {"acl": "public-read"},',
    '    {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},',
    '    ["starts-with", "$Content-Type", "image/"],',
    '    {"x-amz-meta-uuid": "14365123651274"},',
    '    {"x-amz-server-side-encryption": "AES256"},',
    '    ["starts-with", "$x-amz-meta-tag", ""],',
    '',
    `    {"x-amz-credential": "${accessKeyId}/20151229/us-east-1/s3/aws4_request"},`,
    '    {"x-amz-algorithm": "AWS4-HMAC-SHA256"},',
    '    {"x-amz-date": "20151229T000000Z" }',
    '  ]',
    '}',
  ].join('\r\n')
  const fields = new Map([
    ['key', 'user/user1/photo.png'],
    ['bucket', 'sigv4examplebucket'],
    ['acl', 'public-read'],
    ['success_action_redirect', 'http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html'],
    ['content-type', 'image/jpeg'],
    ['x-amz-meta-uuid', '14365123651274'],
    ['x-amz-server-side-encryption', 'AES256'],
    ['x-amz-meta-tag', ''],
    ['x-amz-credential', `${accessKeyId}/20151229/us-east-1/s3/aws4_request`],
    ['x-amz-algorithm', 'AWS4-HMAC-SHA256'],
    ['x-amz-date', '20151229T000000Z'],
    ['policy', Buffer.from(policy).toString('base64')],
    ['x-amz-signature', '8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e'],
  ])
  const then = new Date('2015-12-29T12:00:00Z')

  expect(checkForm(fields, key, then)).toEqual({ least: 0, most: Infinity })
  const tampered = new Map(fields).set('policy', Buffer.from(policy.replace('user1', 'user2')).toString('base64'))
  expect(() => checkForm(tampered, key, then)).toThrow('signature')
})

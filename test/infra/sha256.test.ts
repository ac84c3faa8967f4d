// The checksum that stands in for the SDK's: a bundle's client signs with it as the SDK signs.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '#infra/bundling.ts'
import { Sha256 } from '#infra/sha256.ts'

interface Signer {
  sign: (request: object, when: { signingDate: Date }) => Promise<{ headers: Record<string, string> }>
}
const ofTheSdk = createRequire(join(root, 'node_modules/@aws-sdk/client-dynamodb/package.json'))
const sdk = ofTheSdk('@smithy/core/checksum') as { Sha256: typeof Sha256 }
const { SignatureV4 } = ofTheSdk('@smithy/signature-v4') as { SignatureV4: new (given: object) => Signer }

const hex = async (made: Sha256, ...pieces: (string | Uint8Array)[]): Promise<string> => {
  for (const piece of pieces) made.update(piece)
  return Buffer.from(await made.digest()).toString('hex')
}

test.each(['abc', 'une clé à soi', 'أمن'])(
  'is that of FIPS 180-4, keyed and not, at once and in pieces: %j',
  async (text) => {
    const bytes = new TextEncoder().encode(text)

    expect(await hex(new Sha256(), 'a', 'bc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(await hex(new Sha256(), bytes, text)).toBe(await hex(new sdk.Sha256(), bytes, text))
    expect(await hex(new Sha256(bytes), text)).toBe(await hex(new sdk.Sha256(bytes), text))
    expect(await hex(new Sha256(text), bytes)).toBe(await hex(new sdk.Sha256(text), bytes))
  },
)

test('begins anew with its key', async () => {
  const made = new Sha256('key')
  const first = await hex(made, 'abc')
  made.reset()

  expect(await hex(made, 'abc')).toBe(first)
})

test('gives a request the signature that the SDK gives it', async () => {
  const signed = async (sha256: typeof Sha256): Promise<unknown> =>
    new SignatureV4({
      service: 'dynamodb',
      region: 'eu-west-1',
      credentials: { accessKeyId: 'AKID', secretAccessKey: 'sécret' },
      sha256,
    }).sign(
      {
        method: 'POST',
        protocol: 'https:',
        hostname: 'dynamodb.eu-west-1.amazonaws.com',
        path: '/',
        query: {},
        headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
        body: '{"TableName":"أمن"}',
      },
      { signingDate: new Date('2026-01-01T00:00:00Z') },
    )

  const ours = await signed(Sha256)
  expect(ours).toHaveProperty('headers.authorization', expect.stringMatching(/Signature=[0-9a-f]{64}$/))
  expect(ours).toEqual(await signed(sdk.Sha256))
})

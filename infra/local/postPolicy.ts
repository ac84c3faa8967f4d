// The rules by which S3 takes a posted form, for the stand-in of one machine: signature, time, and a condition for every field.
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'

/** How S3 refuses: a status, a code of its own, and a sentence. */
export class PostRefused extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const denied = (message: string): PostRefused => new PostRefused(403, 'AccessDenied', message)

const Policy = z.object({
  expiration: z.iso.datetime({ offset: true }),
  conditions: z.array(
    z.union([
      z.tuple([z.literal('content-length-range'), z.number(), z.number()]),
      z.tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), z.string()]),
      z.record(z.string(), z.string()),
    ]),
  ),
})
type Policy = z.infer<typeof Policy>

export interface PostKey {
  accessKeyId: string
  secretAccessKey: string
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/** AWS Signature Version 4 over the policy as it was sent. */
const signatureOf = (policy: string, credential: string, { secretAccessKey }: PostKey): Buffer => {
  const [, day = '', region = '', service = '', end = ''] = credential.split('/')
  return hmac(hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, day), region), service), end), policy)
}

const policyIn = (fields: ReadonlyMap<string, string>, key: PostKey): Policy => {
  const [policy = '', credential = '', signature = ''] = ['policy', 'x-amz-credential', 'x-amz-signature'].map((name) =>
    fields.get(name),
  )
  const given = Buffer.from(signature, 'hex')
  const right = signatureOf(policy, credential, key)
  if (credential.split('/')[0] !== key.accessKeyId)
    throw new PostRefused(
      403,
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
    )
  if (given.length !== right.length || !timingSafeEqual(given, right))
    throw new PostRefused(403, 'SignatureDoesNotMatch', 'The signature does not match the one that was calculated.')
  return Policy.parse(JSON.parse(Buffer.from(policy, 'base64').toString()))
}

/** Fields that need no condition. */
const isFree = (name: string): boolean => ['policy', 'x-amz-signature'].includes(name) || name.startsWith('x-ignore-')

type Test = { name: string; holds: (value: string) => boolean }

const testsIn = ({ conditions }: Policy): Test[] =>
  conditions.flatMap((condition): Test[] => {
    if (!Array.isArray(condition))
      return Object.entries(condition).map(([name, wanted]) => ({
        name: name.toLowerCase(),
        holds: (value) => value === wanted,
      }))
    const [kind, field, wanted] = condition
    if (kind === 'content-length-range') return []
    const name = field.slice(1).toLowerCase()
    return [{ name, holds: (value) => (kind === 'eq' ? value === wanted : value.startsWith(wanted)) }]
  })

/** How many bytes the file may have, both ends included. */
export interface SizeRange {
  least: number
  most: number
}

/** Throws PostRefused unless the form is signed with `key`, in time, and says exactly what its policy says. Names in small letters. */
export const checkForm = (fields: ReadonlyMap<string, string>, key: PostKey, now: Date): SizeRange => {
  const policy = policyIn(fields, key)
  if (now >= new Date(policy.expiration)) throw denied('Invalid according to Policy: Policy expired.')
  const tests = testsIn(policy)
  for (const { name, holds } of tests)
    if (!holds(fields.get(name) ?? '')) throw denied(`Invalid according to Policy: Policy Condition failed: ${name}`)
  for (const name of fields.keys())
    if (!isFree(name) && !tests.some((test) => test.name === name))
      throw denied(`Invalid according to Policy: Extra input fields: ${name}`)
  const range = policy.conditions.find(
    (condition) => Array.isArray(condition) && condition[0] === 'content-length-range',
  )
  if (!Array.isArray(range)) return { least: 0, most: Infinity }
  return { least: range[1], most: range[2] }
}

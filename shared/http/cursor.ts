// Cursors: where a list goes on, sealed so that they show nothing of the table and fit no other list, filter or caller.
import { bytesOf } from './base64url.ts'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'

export interface Cursors {
  seal: (position: unknown) => string
  open: (cursor: string | undefined) => unknown
}

const algorithm = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16

const invalid = (): Refusal => new Refusal('bad-cursor', 'The cursor is damaged, or belongs to another list or filter.')

const cursorsFor = (key: Buffer, scope: string): Cursors => ({
  seal: (position) => {
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(scope))
    const text = Buffer.concat([cipher.update(JSON.stringify(position), 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')
  },

  open: (cursor) => {
    if (cursor === undefined) return undefined
    const bytes = bytesOf(cursor)
    if (bytes === undefined || bytes.length <= ivBytes + tagBytes) throw invalid()
    try {
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(scope))
        .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
      const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()])
      return JSON.parse(text.toString('utf8'))
    } catch {
      throw invalid()
    }
  },
})

/** `scope` names the list, its filters and the caller. The key is made once and kept in the table. */
export const cursorMaker = ({ store }: Services): ((scope: string) => Promise<Cursors>) => {
  let key: Promise<Buffer> | undefined
  return async (scope) => {
    key ??= store.secrets
      .get('cursor', () => randomBytes(32).toString('base64'))
      .then((text) => Buffer.from(text, 'base64'))
    return cursorsFor(await key, scope)
  }
}

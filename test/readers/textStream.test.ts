// Encodings: told by a mark or by trying, and never guessed beyond that.
import { describe, expect, test } from 'vitest'
import { beginningOf, encodingOf, textOf } from '#readers/textStream.ts'
import { bytesOf, piecesOf, refusalOf } from './pieces.ts'

const text = 'Établissement;Coût;é\n'
const utf16 = (littleEndian: boolean, mark: boolean): Uint8Array => {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + 'partner;title;amount\nEU;Course;5\n', 'utf16le')
  return littleEndian ? bytes : bytes.swap16()
}

test.each([
  ['UTF-8', Buffer.from(text), 'utf-8'],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), 'utf-8'],
  ['Latin-1', Buffer.from(text, 'latin1'), 'windows-1252'],
  ['UTF-16 little-endian with a mark', utf16(true, true), 'utf-16le'],
  ['UTF-16 big-endian with a mark', utf16(false, true), 'utf-16be'],
  ['UTF-16 little-endian', utf16(true, false), 'utf-16le'],
  ['UTF-16 big-endian', utf16(false, false), 'utf-16be'],
])('%s is told and read', async (_name, bytes, encoding) => {
  // The first piece holds what tells: a file is read in pieces of many kilobytes.
  expect(await encodingOf(bytesOf(bytes, 64))).toBe(encoding)

  const read = await beginningOf(textOf(bytesOf(bytes, 3), encoding), 1000)

  expect(read.startsWith('\uFEFF')).toBe(false)
  expect(read).toMatch(/^(?:Établissement;Coût;é|partner;title;amount)\n/)
})

describe('refused', () => {
  test('zero bytes in what should be text', async () => {
    const refusal = await refusalOf(() => encodingOf(bytesOf(Buffer.from('a,b\n1,\u00002\n'), 64)))

    expect(refusal?.message).toContain('zero bytes')
  })

  test('text that does not fit its encoding', async () => {
    const refusal = await refusalOf(() => beginningOf(textOf(bytesOf(Buffer.from(text, 'latin1')), 'utf-8'), 100))

    expect(refusal?.message).toContain('not utf-8')
  })
})

test('no more of a text is read than its beginning', async () => {
  expect(await beginningOf(piecesOf('abcdefghij', 3), 4)).toBe('abcd')
})

// The checksum that stands in for buffer-crc32.
import { expect, test } from 'vitest'
import { unsigned } from '#infra/crc32.ts'

test('is that of the ZIP format, at once and in pieces', () => {
  expect(unsigned(Buffer.from('123456789'))).toBe(0xcb_f4_39_26)
  expect(unsigned(Buffer.from('6789'), unsigned(Buffer.from('12345')))).toBe(0xcb_f4_39_26)
})

// What a file is, by its first bytes; and the media types that it may come with.
import { expect, test } from 'vitest'
import { detectFormat, formatsSentAs } from '#readers/detectFormat.ts'
import { bytesOf, refusalOf } from './pieces.ts'

const opening = (content: string | Buffer) => () => bytesOf(Buffer.from(content as string), 64)

test.each([
  ['csv', 'partner,title\nEU,x\n'],
  ['jsonl', '\uFEFF {"partner":"EU"}\n'],
  ['xlsx', 'PK\u0003\u0004rest'],
  ['fts', '{"status":"ok","data":{"incoming":{}}}'],
  ['fts', '\n{\n  "data": {\n "flows": []}}'],
  ['iati', '\uFEFF<?xml version="1.0"?><iati-activities/>'],
  ['jsonl', '{"status":"pledged","partner":"EU"}\n'],
])('%s', async (format, content) => {
  expect(await detectFormat(opening(content))).toBe(format)
})

test.each([
  ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2])],
  ['a PDF', Buffer.from('%PDF-1.7')],
  ['an HTML page', Buffer.from('<!DOCTYPE html><html></html>')],
  ['a gzip archive', Buffer.from([0x1f, 0x8b, 8, 0])],
  ['a 7z archive', Buffer.from([0x37, 0x7a, 0xbc, 0xaf])],
])('%s is of another type', async (_name, content) => {
  expect(await refusalOf(() => detectFormat(opening(content)))).toMatchObject({ code: 'wrong-file-type' })
})

test('an empty file cannot be read', async () => {
  expect(await refusalOf(() => detectFormat(opening('')))).toMatchObject({ code: 'unreadable-file' })
})

test.each([
  ['text/csv; charset=utf-8', ['csv']],
  ['APPLICATION/X-NDJSON', ['jsonl']],
  ['application/json', ['fts', 'jsonl']],
])('%s may be %s', (type, formats) => {
  expect(formatsSentAs(type)).toEqual(formats)
})

test.each([undefined, '', 'application/pdf', 'multipart/form-data'])('%s is none of them', async (type) => {
  expect(await refusalOf(async () => formatsSentAs(type))).toMatchObject({ code: 'wrong-file-type' })
})

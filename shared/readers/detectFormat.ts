// Tells what a file is from its first bytes; the media type that was sent must agree.
import { Refusal } from '#model/refusal.ts'
import { beginningOf, type Bytes, encodingOf, textOf } from './textStream.ts'

const importFormats = ['csv', 'xlsx', 'jsonl', 'fts', 'iati'] as const
export type ImportFormat = (typeof importFormats)[number]

const formatsOfType: ReadonlyMap<string, readonly ImportFormat[]> = new Map(
  Object.entries({
    'text/csv': ['csv'],
    'application/csv': ['csv'],
    'text/tab-separated-values': ['csv'],
    'text/plain': ['csv', 'jsonl'],
    'application/vnd.ms-excel': ['csv', 'xlsx'],
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
    'application/jsonl': ['jsonl'],
    'application/x-ndjson': ['jsonl'],
    'application/ndjson': ['jsonl'],
    'application/x-jsonlines': ['jsonl'],
    'application/json': ['fts', 'jsonl'],
    'application/xml': ['iati'],
    'text/xml': ['iati'],
    'application/octet-stream': importFormats,
  }),
)

/** The media types that an import may be sent with. */
export const importMediaTypes = [...formatsOfType.keys()]

/** What a file may be, by the type that it was sent with. Refuses `wrong-file-type` for a type that is none of these. */
export const formatsSentAs = (contentType: string | undefined): readonly ImportFormat[] => {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const formats = formatsOfType.get(type)
  if (!formats)
    throw new Refusal('wrong-file-type', `Send the file with its media type, one of ${importMediaTypes.join(', ')}.`)
  return formats
}

const notOurs: [string, number[]][] = [
  ['an old Excel workbook or another Office file (.xls, .doc): save it as .xlsx', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a RAR archive', [0x52, 0x61, 0x72, 0x21]],
  ['a 7z archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG image', [0xff, 0xd8, 0xff]],
]

const begins = (head: Uint8Array, bytes: readonly number[]): boolean => bytes.every((byte, at) => head[at] === byte)

const headOf = async (bytes: Bytes): Promise<Uint8Array> => {
  for await (const chunk of bytes) if (chunk.length > 0) return chunk.slice(0, 16)
  return new Uint8Array()
}

/** One document, with an object or a list under one of its first keys: a line of JSON Lines holds plain values only. */
const isFtsPage = /^\{\s*(?:"status"\s*:\s*"[^"]*"\s*,\s*)?"(?:data|meta)"\s*:\s*\{/

const textFormat = (beginning: string): ImportFormat => {
  const text = beginning.trimStart()
  if (/^<(?:!doctype\s+html|html|head|body)\b/i.test(text))
    throw new Refusal('wrong-file-type', 'This is an HTML page, and no file of data.')
  if (text.startsWith('<')) return 'iati'
  if (isFtsPage.test(text)) return 'fts'
  return text.startsWith('{') ? 'jsonl' : 'csv'
}

/** Refuses `unreadable-file` for an empty file and `wrong-file-type` for what cannot be imported. */
export const detectFormat = async (open: () => Bytes): Promise<ImportFormat> => {
  const head = await headOf(open())
  if (head.length === 0) throw new Refusal('unreadable-file', 'The file is empty.')
  if (begins(head, [0x50, 0x4b, 0x03, 0x04]) || begins(head, [0x50, 0x4b, 0x05, 0x06])) return 'xlsx'
  const other = notOurs.find(([, bytes]) => begins(head, bytes))
  if (other) throw new Refusal('wrong-file-type', `This is ${other[0]}.`)
  const encoding = await encodingOf(open())
  return textFormat(await beginningOf(textOf(open(), encoding), 4000))
}

// From bytes to text: the encoding is told by a byte-order mark or by trying, and never guessed beyond that.
import { unreadable } from './limits.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
export type Bytes = AsyncIterable<Uint8Array>

const byMark: [Encoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const markOf = (head: Uint8Array): Encoding | null =>
  byMark.find(([, mark]) => mark.every((byte, at) => head[at] === byte))?.[0] ?? null

/** Western text in UTF-16 has a zero in every other byte. */
const withoutMark = (head: Uint8Array): Encoding | null => {
  const pairs = Math.floor(Math.min(head.length, 2000) / 2)
  if (pairs < 2) return null
  let even = 0
  let odd = 0
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) even += 1
    if (head[at + 1] === 0) odd += 1
  }
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le'
  return even > pairs * 0.6 && odd < pairs * 0.1 ? 'utf-16be' : null
}

/** Reads all of it once: UTF-8 is only UTF-8 when every byte fits; what does not is Windows-1252, which holds Latin-1. */
export const encodingOf = async (bytes: Bytes): Promise<Encoding> => {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let isFirst = true
  let isUtf8 = true
  for await (const chunk of bytes) {
    if (isFirst && chunk.length > 0) {
      isFirst = false
      const told = markOf(chunk) ?? withoutMark(chunk)
      if (told) return told
    }
    if (chunk.includes(0)) throw unreadable('This is no text: it holds zero bytes.')
    if (!isUtf8) continue
    try {
      utf8.decode(chunk, { stream: true })
    } catch {
      isUtf8 = false
    }
  }
  if (!isUtf8) return 'windows-1252'
  try {
    utf8.decode()
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

/** So much of a file is read to find its XML declaration. */
const declarationBytes = 400

/**
 * The encoding of an XML document: its mark, zero bytes, or what its declaration says, by default UTF-8. A declaration of
 * UTF-16 in a text of single bytes is an editor's slip: such a text is UTF-8 or refused.
 */
export const xmlEncodingOf = async (bytes: Bytes): Promise<string> => {
  let head = new Uint8Array()
  for await (const chunk of bytes) {
    head = new Uint8Array([...head, ...chunk.subarray(0, declarationBytes)])
    if (head.length >= declarationBytes) break
  }
  const told = markOf(head) ?? withoutMark(head)
  if (told) return told
  const text = new TextDecoder('windows-1252').decode(head.subarray(0, declarationBytes))
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.:-]*)["']/.exec(text)?.[1] ?? 'utf-8'
  try {
    const { encoding } = new TextDecoder(declared)
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding
  } catch {
    throw unreadable(`The encoding "${declared.slice(0, 40)}" is not known.`)
  }
}

/** The text in pieces, its mark taken off. What does not fit the encoding is refused, so nothing is replaced unseen. */
export async function* textOf(bytes: Bytes, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const chunk of bytes) {
      const text = decoder.decode(chunk, { stream: true })
      if (text !== '') yield text
    }
    const rest = decoder.decode()
    if (rest !== '') yield rest
  } catch (error) {
    if (error instanceof TypeError) throw unreadable(`The text is not ${encoding}.`)
    throw error
  }
}

/** The first characters of a text, at most so many. */
export const beginningOf = async (text: AsyncIterable<string>, length: number): Promise<string> => {
  let beginning = ''
  for await (const piece of text) {
    beginning += piece
    if (beginning.length >= length) break
  }
  return beginning.slice(0, length)
}

// A workbook as a zip archive: what it claims is checked before it is unpacked, what comes out is counted while it does.
import type { Readable } from 'node:stream'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { maxArchiveEntries, maxPartBytes, maxUnpackedBytes, maxWorkbookBytes, unreadable } from './limits.ts'
import type { Bytes } from './textStream.ts'

export interface Archive {
  has: (name: string) => boolean
  /** A part's bytes, at most as many as a part may have. */
  part: (name: string) => Bytes
}

const wholeOf = async (bytes: Bytes): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.byteLength
    if (size > maxWorkbookBytes) throw unreadable(`A workbook has at most ${maxWorkbookBytes} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const opened = async (buffer: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true, strictFileNames: true }, (error, file) => {
      if (error) reject(unreadable('This is no workbook: the archive is damaged.'))
      else resolve(file)
    })
  })

const isArchiveName = (name: string): boolean => /\.(?:zip|xlsx|xlsm|xlsb|jar|gz|7z|rar|docx|pptx)$/i.test(name)

const mustBePlain = (entry: Entry, known: ReadonlyMap<string, Entry>): void => {
  const name = entry.fileName
  if (known.size >= maxArchiveEntries) throw unreadable(`The workbook has more than ${maxArchiveEntries} parts.`)
  if (known.has(name)) throw unreadable(`The workbook has the part ${name} twice.`)
  if (entry.isEncrypted()) throw unreadable('The workbook is encrypted: save it without a password.')
  if (isArchiveName(name)) throw unreadable(`The workbook holds another archive, ${name}.`)
  if (entry.uncompressedSize > maxPartBytes)
    throw unreadable(
      `The part ${name} would unpack to ${entry.uncompressedSize} bytes; at most ${maxPartBytes} are read.`,
    )
}

const entriesOf = async (file: ZipFile): Promise<Map<string, Entry>> =>
  new Promise((resolve, reject) => {
    const known = new Map<string, Entry>()
    file.on('entry', (entry: Entry) => {
      try {
        mustBePlain(entry, known)
      } catch (error) {
        reject(error)
        return
      }
      known.set(entry.fileName, entry)
      file.readEntry()
    })
    file.on('end', () => resolve(known))
    file.on('error', () => reject(unreadable('This is no workbook: the archive is damaged.')))
    file.readEntry()
  })

const streamOf = async (file: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    file.openReadStream(entry, (error, stream) => {
      if (error) reject(unreadable(`The part ${entry.fileName} cannot be unpacked.`))
      else resolve(stream)
    })
  })

async function* unpacked(file: ZipFile, entry: Entry, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let size = 0
  try {
    for await (const chunk of (await streamOf(file, entry)) as AsyncIterable<Buffer>) {
      size += chunk.byteLength
      // The archive's own claim was checked; this is what really comes.
      if (size > maxPartBytes)
        throw unreadable(`The part ${entry.fileName} unpacks to more than ${maxPartBytes} bytes.`)
      count(chunk.byteLength)
      yield chunk
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'Refusal') throw error
    throw unreadable(`The part ${entry.fileName} cannot be unpacked: it is not what the archive says.`)
  }
}

/** Refuses `unreadable-file` for what is no plain archive: encrypted, nested, claimed or real bombs, names twice. */
export const openArchive = async (bytes: Bytes): Promise<Archive> => {
  const packed = await wholeOf(bytes)
  const file = await opened(packed)
  const entries = await entriesOf(file)
  const most = maxUnpackedBytes(packed.byteLength)
  let size = 0
  // Two hundred sheets may be one part: what is read again is unpacked again.
  const count = (unpackedBytes: number): void => {
    size += unpackedBytes
    if (size > most) throw unreadable(`A workbook of ${packed.byteLength} bytes unpacks to more than ${most}.`)
  }
  return {
    has: (name) => entries.has(name),
    part: (name) => {
      const entry = entries.get(name)
      if (!entry) throw unreadable(`The workbook lacks its part ${name}.`)
      return unpacked(file, entry, count)
    },
  }
}

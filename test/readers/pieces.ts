// Text and bytes in small pieces, so that no reader counts on getting a file whole.
import { Refusal } from '#model/refusal.ts'

export async function* piecesOf(text: string, size = 7): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

export async function* bytesOf(bytes: Uint8Array, size = 5): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** What a reader refuses with; undefined when it does not. Anything else that is thrown fails the test. */
export const refusalOf = async (read: () => Promise<unknown>): Promise<Refusal | undefined> => {
  try {
    await read()
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

// Records as JSON Lines: one object a line, in UTF-8.

export async function* jsonLines(pages: AsyncIterable<readonly object[]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const records of pages)
    yield encoder.encode(records.map((record) => `${JSON.stringify(record)}\n`).join(''))
}

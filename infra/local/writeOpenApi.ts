// Writes functions/docs/openapi.json: npm run openapi. With `--release` it also keeps it as the document that was released last.
import { readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { openApiDocument } from './openApi.ts'
import type { ApiDocument } from './openApiBreaks.ts'

const place = (name: string): URL => new URL(`../../functions/docs/${name}`, import.meta.url)
const current = place('openapi.json')
/** Compressed: nobody reads it here, and it is as large as the other. */
const released = place('released.json.br')

/** The bytes of the file: a test compares them with what is committed. */
export const openApiText = (): string => `${JSON.stringify(openApiDocument(), null, 2)}\n`

/** What callers were promised last; test/docs/breaks.test.ts holds the current document against it. */
export const releasedDocument = (): ApiDocument =>
  JSON.parse(brotliDecompressSync(readFileSync(released)).toString()) as ApiDocument

if (import.meta.main) {
  const text = openApiText()
  writeFileSync(current, text)
  if (process.argv.includes('--release')) writeFileSync(released, brotliCompressSync(text))
}

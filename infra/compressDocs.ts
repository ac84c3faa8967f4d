// Lays the documentation's files beside its bundle, compressed once here.
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

const root = join(import.meta.dirname, '..')

/** What functions/docs/assets.ts reads, each as `<name>.br` once it is deployed. */
const sources = [
  'node_modules/swagger-ui-dist/swagger-ui-bundle.js',
  'node_modules/swagger-ui-dist/swagger-ui.css',
  'functions/docs/openapi.json',
]

const compressed = (bytes: Buffer): Buffer =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  })

export const compressDocs = (folder: string): void => {
  for (const source of sources) {
    writeFileSync(join(folder, `${basename(source)}.br`), compressed(readFileSync(join(root, source))))
  }
}

// `npm run template [-- FILE]`: writes the workbook that a partner fills in, with the programme's terms and the directory
// that is shipped. A tracker's own codes are in GET /v1/imports/template.xlsx.
import { importTemplate } from '#actions/importTemplate.ts'
import { TaxonomyKind } from '#model/taxonomy.ts'
import { Names } from '#model/text.ts'
import { filesOf } from '#seeds/sets.ts'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import * as z from 'zod/mini'

const ShippedTerm = z.object({ kind: TaxonomyKind, code: z.string(), names: Names })
const ShippedPartner = z.object({ id: z.string(), names: Names })

/** The programme's and the directory's, as they would be loaded. */
const shippedCodes = () => {
  const sets = filesOf('demo')
  const partners = sets.flatMap((set) => set.partners.map((row) => ShippedPartner.parse(row)))
  return {
    terms: sets.flatMap((set) => set.taxonomy.map((row) => ShippedTerm.parse(row))),
    partners: partners.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

const [file = 'contributions-template.xlsx', ...more] = process.argv.slice(2)
if (file.startsWith('-') || more.length > 0) {
  console.error('npm run template [-- FILE.xlsx]')
  process.exitCode = 2
} else {
  await pipeline(Readable.from(importTemplate(shippedCodes())), createWriteStream(file))
  console.log(`Written: ${file}`)
}

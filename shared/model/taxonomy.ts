// The taxonomy is data with validity dates and sources, editable by coordinators: it is not an enum in code.
import * as z from 'zod/mini'
import { named, namedObject, positiveInt } from './schema.ts'
import { Code, Day, Instant, Names, paragraphs, Source } from './text.ts'

export const taxonomyKinds = ['cluster', 'sub-cluster', 'priority-area', 'modality', 'unit', 'instrument'] as const
export const TaxonomyKind = named('TaxonomyKind', z.enum(taxonomyKinds))
export type TaxonomyKind = z.infer<typeof TaxonomyKind>

const termFields = {
  names: Names,
  description: z.nullish(paragraphs(4000)),
  parent: z.nullish(Code),
  convener: z.nullish(Code),
  validFrom: z.nullish(Day),
  validTo: z.nullish(Day),
  source: z.nullish(Source),
}

/** A term as it is sent: kind and code stand in the path. */
export const NewTerm = namedObject('NewTerm', termFields)
export type NewTerm = z.infer<typeof NewTerm>

export const Term = namedObject('Term', {
  kind: TaxonomyKind,
  code: Code,
  ...termFields,
  description: z.nullable(z.string()),
  parent: z.nullable(Code),
  convener: z.nullable(Code),
  validFrom: z.nullable(Day),
  validTo: z.nullable(Day),
  source: z.nullable(Source),
  revision: positiveInt,
  updatedAt: Instant,
})
export type Term = z.infer<typeof Term>

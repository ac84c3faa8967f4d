// A partner: an organization of the directory, with its names in every language it is known by.
import * as z from 'zod/mini'
import { listUpTo, named, namedObject, positiveInt } from './schema.ts'
import { Code, Instant, line, Names, Source } from './text.ts'

const PartnerKind = named(
  'PartnerKind',
  z.enum([
    'un-entity',
    'member-state',
    'regional-organization',
    'regional-economic-community',
    'regional-mechanism',
    'fund',
    'ngo',
    'training-centre',
  ]),
)

/** Reached by function and never by a person's name. */
const Liaison = z.strictObject({ function: line(200), email: z.email().check(z.maxLength(254)) })

const partnerFields = {
  names: Names,
  acronyms: z.optional(listUpTo(20, line(40))),
  aliases: z.optional(listUpTo(100, line(300))),
  kind: PartnerKind,
  parent: z.nullish(Code),
  iatiOrganization: z.nullish(line(100)),
  liaison: z.optional(listUpTo(20, Liaison)),
  source: z.nullish(Source),
}

/** A partner as it is sent; its id is readable and chosen by the coordinator. */
export const NewPartner = namedObject('NewPartner', { id: Code, ...partnerFields })
export type NewPartner = z.infer<typeof NewPartner>

export const Partner = namedObject('Partner', {
  id: Code,
  ...partnerFields,
  acronyms: z.array(z.string()),
  aliases: z.array(z.string()),
  parent: z.nullable(Code),
  iatiOrganization: z.nullable(z.string()),
  liaison: z.array(z.strictObject({ function: z.string(), email: z.string() })),
  source: z.nullable(Source),
  revision: positiveInt,
  createdAt: Instant,
  updatedAt: Instant,
})
export type Partner = z.infer<typeof Partner>

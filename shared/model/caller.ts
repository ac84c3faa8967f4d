// Who calls: the person or client behind a verified token, and what an administrator's mapping says of them.
import * as z from 'zod/mini'
import { named, namedObject, positiveInt } from './schema.ts'
import { Code, Instant, line } from './text.ts'

export const roles = ['partner', 'coordinator', 'reader', 'auditor', 'administrator'] as const
export const Role = named('Role', z.enum(roles))
export type Role = z.infer<typeof Role>

/** A verified caller. `organization` comes from the membership, never from a body. */
export interface Caller {
  id: string
  role: Role
  organization: string | null
  /** The sub-clusters that a coordinator speaks for; null or absent: the whole programme. */
  subClusters?: readonly string[] | null
}

/** The sub-clusters that a coordinator speaks for; null or left out: the whole programme. */
const SubClusters = z.optional(z.nullable(z.array(Code).check(z.minLength(1), z.maxLength(50))))

interface Belonging {
  organization: string | null
  role: Role
  subClusters?: readonly string[] | null | undefined
}

const ofAnOrganization = z.refine<Belonging>(({ organization, role }) => role !== 'partner' || organization !== null, {
  path: ['organization'],
  error: 'A partner belongs to an organization.',
})
const ofSubClusters = z.refine<Belonging>(
  ({ subClusters, role }) => role === 'coordinator' || (subClusters ?? null) === null,
  { path: ['subClusters'], error: 'Only a coordinator speaks for sub-clusters.' },
)

/** A membership as it is sent: a token's subject stands in the path. */
export const NewMember = named(
  'NewMember',
  z
    .strictObject({ organization: z.nullable(Code), role: Role, subClusters: SubClusters })
    .check(ofAnOrganization, ofSubClusters),
)
export type NewMember = z.infer<typeof NewMember>

/** A client as it is sent: a system that calls by itself, under its own name. No client administers. */
export const NewClient = named(
  'NewClient',
  z
    .strictObject({
      name: line(200),
      organization: z.nullable(Code),
      role: z.enum(['partner', 'coordinator', 'reader', 'auditor']),
      subClusters: SubClusters,
    })
    .check(ofAnOrganization, ofSubClusters),
)
export type NewClient = z.infer<typeof NewClient>

export const Member = namedObject('Member', {
  id: z.string(),
  organization: z.nullable(Code),
  role: Role,
  subClusters: z._default(z.nullable(z.array(z.string())), null),
  /** What a client is called; null of a person. */
  client: z._default(z.nullable(z.string()), null),
  removed: z.boolean(),
  revision: positiveInt,
  updatedAt: Instant,
})
export type Member = z.infer<typeof Member>

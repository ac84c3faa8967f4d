// Who calls: the person or client behind a verified token, and what an administrator's mapping says of them.
import * as z from 'zod/mini'
import { named, namedObject, positiveInt } from './schema.ts'
import { Code, Instant } from './text.ts'

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

/** A membership as it is sent: a token's subject (or client id) stands in the path. */
export const NewMember = named(
  'NewMember',
  z
    .strictObject({
      organization: z.nullable(Code),
      role: Role,
      /** Of a coordinator: the sub-clusters that it speaks for; null or left out: the whole programme. */
      subClusters: z.optional(z.nullable(z.array(Code).check(z.minLength(1), z.maxLength(50)))),
    })
    .check(
      z.refine(({ organization, role }) => role !== 'partner' || organization !== null, {
        path: ['organization'],
        error: 'A partner belongs to an organization.',
      }),
      z.refine(({ subClusters, role }) => role === 'coordinator' || (subClusters ?? null) === null, {
        path: ['subClusters'],
        error: 'Only a coordinator speaks for sub-clusters.',
      }),
    ),
)
export type NewMember = z.infer<typeof NewMember>

export const Member = namedObject('Member', {
  id: z.string(),
  organization: z.nullable(Code),
  role: Role,
  subClusters: z._default(z.nullable(z.array(z.string())), null),
  removed: z.boolean(),
  revision: positiveInt,
  updatedAt: Instant,
})
export type Member = z.infer<typeof Member>

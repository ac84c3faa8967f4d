// The columns of exports of the directory and of the taxonomy.
import type { Partner } from '#model/partner.ts'
import type { Term } from '#model/taxonomy.ts'
import { column, type ExportColumn, listed, nameColumns, sourceColumns } from './exportColumn.ts'

export const partnerColumns: readonly ExportColumn<Partner>[] = [
  column('id', '#org+code', ({ id }) => id),
  column('kind', '#org+type', ({ kind }) => kind),
  ...nameColumns<Partner>('#org+name'),
  column('acronyms', '#org+acronym', ({ acronyms }) => listed(acronyms)),
  column('aliases', '#org+alias', ({ aliases }) => listed(aliases)),
  column('parent', '#org+parent', ({ parent }) => parent),
  column('iati_organization', '#org+code+iati', ({ iatiOrganization }) => iatiOrganization),
  column('liaison', '#contact+email', ({ liaison }) =>
    listed(liaison.map(({ function: duty, email }) => `${duty}: ${email}`)),
  ),
  ...sourceColumns<Partner>(),
  column('revision', '#meta+revision', ({ revision }) => String(revision)),
  column('created_at', '#date+created', ({ createdAt }) => createdAt, 'instant'),
  column('updated_at', '#date+updated', ({ updatedAt }) => updatedAt, 'instant'),
]

export const termColumns: readonly ExportColumn<Term>[] = [
  column('kind', '#meta+vocabulary', ({ kind }) => kind),
  column('code', '#meta+code', ({ code }) => code),
  ...nameColumns<Term>('#meta+name'),
  column('description', '#description', ({ description }) => description),
  column('parent', '#meta+parent', ({ parent }) => parent),
  column('convener', '#org+lead', ({ convener }) => convener),
  column('valid_from', '#date+start', ({ validFrom }) => validFrom, 'day'),
  column('valid_to', '#date+end', ({ validTo }) => validTo, 'day'),
  ...sourceColumns<Term>(),
  column('revision', '#meta+revision', ({ revision }) => String(revision)),
  column('updated_at', '#date+updated', ({ updatedAt }) => updatedAt, 'instant'),
]

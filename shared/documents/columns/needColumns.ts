// The columns of an export of needs.
import type { Need } from '#model/need.ts'
import { column, type ExportColumn, sourceColumns } from './exportColumn.ts'

export const needColumns: readonly ExportColumn<Need>[] = [
  column('id', '#meta+id', ({ id }) => id),
  column('title', '#activity+name', ({ title }) => title),
  column('description', '#description', ({ description }) => description),
  column('beneficiary', '#org+beneficiary', ({ beneficiary }) => beneficiary),
  column('sub_cluster', '#sector+subcluster', ({ subCluster }) => subCluster),
  column('priority_area', '#activity+theme', ({ priorityArea }) => priorityArea),
  column('modality', '#modality', ({ modality }) => modality),
  column('measure', '#inneed+unit', ({ measure }) => measure),
  column('amount', '#inneed+num', ({ amount }) => amount, 'decimal'),
  column('original_amount', '#inneed+num+original', ({ originalAmount }) => originalAmount, 'decimal'),
  column('start_date', '#date+start', ({ period }) => period?.start, 'day'),
  column('end_date', '#date+end', ({ period }) => period?.end, 'day'),
  column('urgency', '#severity', ({ urgency }) => urgency),
  ...sourceColumns<Need>(),
  column('registered_by', '#org+reporting', ({ registeredBy }) => registeredBy),
  column('revision', '#meta+revision', ({ revision }) => String(revision)),
  column('created_at', '#date+created', ({ createdAt }) => createdAt, 'instant'),
  column('updated_at', '#date+updated', ({ updatedAt }) => updatedAt, 'instant'),
]

// Builds match records for the matching tests: a plain course, changed field by field.
import { matchRecordFrom, type ComparedFields, type MatchRecord } from '#domain/matching/matchRecord.ts'
import { matchRecordOfRow, type MatchRow } from '#domain/matching/matchRow.ts'
import { organizationOf } from '#domain/matching/organization.ts'
import { dayNumber } from '#domain/days.ts'

export const organization = (id: string) => organizationOf(id, id)

export const course: ComparedFields = {
  id: 'course',
  title: 'Mission leadership course for senior officers, Nairobi 2007',
  description: 'A course on the leadership of integrated missions for senior officers.',
  language: 'en',
  provider: organization('eu'),
  implementers: [organization('kaiptc')],
  beneficiary: organization('auc'),
  reporter: 'eu',
  publisher: null,
  subCluster: 'peace-and-security-architecture',
  priorityAreas: ['mission-management'],
  modality: 'training',
  usdCents: 13_418_600n,
  amountText: 'EUR 100000',
  quantities: [{ unit: 'seats', hundredths: 3000n }],
  start: dayNumber('2007-06-04'),
  end: dayNumber('2007-06-15'),
  places: [{ country: 'KE', city: 'nairobi' }],
  identifiers: [],
  audience: null,
  operation: null,
  status: 'committed',
  relations: [],
  isConfidential: false,
}

/** One that is worth something else has no amount as reported, unless it is told. */
export const record = (changes: Partial<ComparedFields> = {}): MatchRecord =>
  matchRecordFrom({ ...course, ...('usdCents' in changes ? { amountText: null } : {}), ...changes })

export const row = (columns: MatchRow): MatchRecord =>
  matchRecordOfRow(columns, { resolve: () => null, usdCents: (hundredths) => hundredths })

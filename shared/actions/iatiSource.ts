// The activities of an IATI file as rows of an import: read, and set aside or refused where they cannot go in.
import { type ReadActivity, readActivity } from '#domain/iati/readActivity.ts'
import { iatiActivities } from '#readers/iati.ts'
import type { Bytes } from '#readers/textStream.ts'
import type { SourceItem } from './sourceItem.ts'

/** Identifiers of one file that are kept in mind to find those that come twice. */
const mostKept = 200_000

const itemOf = (row: number, { isSecondary, ...read }: ReadActivity): SourceItem => {
  if (!isSecondary) return { row, kind: 'activity', ...read }
  const detail = `${read.read.reportedBy ?? 'The reporter'} is a secondary reporter: it tells again what others report themselves.`
  return { row, kind: 'set-aside', notes: [{ column: 'reporting-org', detail }] }
}

/** Of activities with one identifier the first goes in: neither takes the other's place unseen. */
export async function* iatiItems(open: () => Bytes): AsyncGenerator<SourceItem> {
  const rows = new Map<string, number>()
  for await (const source of iatiActivities(open)) {
    const { row } = source
    if ('fault' in source) {
      yield { row, kind: 'fault', detail: source.fault }
      continue
    }
    const activity = readActivity(source.activity)
    const { id } = activity.read
    const first = id === null ? undefined : rows.get(id)
    if (first === undefined) {
      if (id !== null && rows.size < mostKept) rows.set(id, row)
      yield itemOf(row, activity)
    } else yield { row, kind: 'fault', detail: `iati-identifier: it is that of activity ${first}, which goes in.` }
  }
}

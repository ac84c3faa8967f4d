// IATI activities for tests: an activity file around the elements that a test is about.
import { readActivity, type ReadActivity } from '#domain/iati/readActivity.ts'
import type { SourceActivity } from '#model/activity.ts'
import { iatiActivities } from '#readers/iati.ts'

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
}

export const activityFile = (activities: string, root = 'version="2.03"'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities ${root}>${activities}</iati-activities>`

/** What a test does not say itself: a title, a reporter that funds, a start; `''` leaves one out. */
export interface ActivityText {
  id?: string
  title?: string
  reporter?: string
  dates?: string
  attributes?: string
}

export const activityText = (
  more = '',
  { id = 'XM-T-1', title, reporter, dates, attributes = 'default-currency="USD"' }: ActivityText = {},
): string =>
  `<iati-activity ${attributes}><iati-identifier>${id}</iati-identifier>` +
  (reporter ?? '<reporting-org ref="XM-EU" type="15"><narrative>European Union</narrative></reporting-org>') +
  (title ?? `<title><narrative>Activity ${id}</narrative></title>`) +
  (dates ?? '<activity-date type="2" iso-date="2019-01-01"/><activity-date type="3" iso-date="2020-12-31"/>') +
  `${more}</iati-activity>`

export const transactionText = (type: string, value: string, more = '', date = '2019-03-01'): string =>
  `<transaction><transaction-type code="${type}"/><transaction-date iso-date="${date}"/><value value-date="${date}">${value}</value>${more}</transaction>`

export const allOf = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

export const activitiesIn = async (file: string | Uint8Array): Promise<SourceActivity[]> => {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
  return allOf(iatiActivities(() => once(bytes)))
}

/** The one activity of a file, as it is read. */
export const readOne = async (file: string | Uint8Array): Promise<ReadActivity> => {
  const [first] = await activitiesIn(file)
  if (!first || 'fault' in first) throw new Error(first ? first.fault : 'The file has no activity.')
  return readActivity(first.activity)
}

export const readWith = async (more = '', settings: ActivityText = {}): Promise<ReadActivity> =>
  readOne(activityFile(activityText(more, settings)))

export const participant = (role: string, name: string, more = ''): string =>
  `<participating-org role="${role}" ${more}><narrative>${name}</narrative></participating-org>`

/** Faults or notes as text, each with its element. */
export const detailsOf = (notes: { column: string | null; detail: string }[]): string =>
  notes.map(({ column, detail }) => `${column}: ${detail}`).join('\n')

// The US training records come in as any partner's sheet does: a saved mapping, one import, a result for each row.
import { importResults, standingImport } from '#actions/readImport.ts'
import { putMapping } from '#actions/putMapping.ts'
import { runImport } from '#actions/runImport.ts'
import { startImport } from '#actions/startImport.ts'
import type { ActionRequest } from '#actions/request.ts'
import { validated } from '#actions/validate.ts'
import type { RowCounts } from '#model/import.ts'
import { NewMapping } from '#model/importColumns.ts'
import type { Services } from '#runtime/services.ts'
import { trainingRecords } from './sets.ts'

const mappingId = 'us-training-records'

export interface TrainingImport {
  id: string
  counts: RowCounts
  /** Printed totals: how many are what their rows add up to, and in words those that are not. */
  reconciled: number
  unreconciled: string[]
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

const saveMapping = async (services: Services, request: ActionRequest, mapping: unknown): Promise<void> => {
  if (await services.store.mappings.get(mappingId)) return
  await putMapping(services, request, { id: mappingId, expected: null }, validated(NewMapping, mapping))
}

/** What became of the printed totals, from the results of the rows that were set aside. */
const totalsOf = async (
  services: Services,
  record: { id: string; parts: number },
): Promise<Pick<TrainingImport, 'reconciled' | 'unreconciled'>> => {
  const unreconciled: string[] = []
  let reconciled = 0
  for (let after: number | null = 0; after !== null;) {
    const page = await importResults(services, record, after, 200)
    for (const { row, status, warnings } of page.results) {
      const wrong = warnings.filter(({ detail }) => detail.includes('does not reconcile'))
      if (status === 'set-aside' && wrong.length === 0) reconciled += 1
      if (wrong.length > 0)
        unreconciled.push(`Row ${row}: ${wrong.map(({ column, detail }) => `${column}: ${detail}`).join(' ')}`)
    }
    after = page.next
  }
  return { reconciled, unreconciled }
}

/** Enters what is not there yet; on a later start it is the same import, which has ended. `request` is made of a key each. */
export const enterTraining = async (
  services: Services,
  requestOf: (key: string) => ActionRequest,
): Promise<TrainingImport> => {
  const { file, mapping } = trainingRecords()
  await saveMapping(services, requestOf('training mapping'), mapping)
  const upload = { contentType: 'text/csv', body: bytesOf(file) }
  const question = {
    dryRun: false,
    mapping: mappingId,
    source: 'US Foreign Military Training Reports',
    dates: null,
    decimals: null,
  }
  const { id } = await startImport(services, requestOf('training records'), upload, question)
  await runImport(services, id, () => true)
  const ended = await standingImport(services, id)
  if (!ended) throw new Error(`The import ${id} of the training records is gone.`)
  return { id, counts: ended.counts, ...(await totalsOf(services, ended)) }
}

// Stream records of imports and of placed names: files are worked off, and waiting rows go in.
import { enterWaitingRows } from '#actions/enterWaitingRows.ts'
import { type BeginImport, followImport } from '#actions/runImport.ts'
import type { Services } from '#runtime/services.ts'
import { type ChangedKey, followStream } from '#stream/followStream.ts'

const targetOf = ({ pk, sk }: ChangedKey): string | null =>
  (pk.startsWith('IMPORT#') && sk === 'IMPORT') || (pk.startsWith('WAITING#') && sk === 'NAME') ? pk : null

/**
 * `mayGoOn` is asked between two parts of a file; after a no the record is delivered again, and the import goes on. An import
 * of several segments is handed to `begin` where that is given, and otherwise worked off here like any other.
 */
export const createConsumer = (services: Services, mayGoOn: () => boolean = () => true, begin?: BeginImport) =>
  followStream({
    consumer: 'importer',
    log: services.log,
    targetOf,
    refresh: async (target) => {
      const [kind, id = ''] = target.split('#')
      await (kind === 'IMPORT' ? followImport(services, id, mayGoOn, begin) : enterWaitingRows(services, id))
    },
  })

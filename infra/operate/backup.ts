// `npm run backup -- FOLDER`: this machine's table as an export. On AWS, DynamoDB makes exports itself (infra/README.md).
import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { clientAt } from '../local/createTable.ts'
import { readSettings } from '../local/settings.ts'
import { explainAndExit, StartError } from '../local/startError.ts'
import { sourceOf, tableName } from '../local/tableSource.ts'
import { explained } from './operatorError.ts'
import { writeExport } from './writeExport.ts'

const usage = 'npm run backup -- FOLDER'

const folderGiven = (): string => {
  try {
    const [folder, ...more] = parseArgs({ allowPositionals: true }).positionals
    if (folder === undefined || more.length > 0) throw new StartError(usage)
    return resolve(folder)
  } catch {
    throw new StartError(usage)
  }
}

try {
  const folder = folderGiven()
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new StartError(`${folder} is not empty: name a new folder.`)
  const source = await sourceOf(readSettings(), 'backup')
  const client = clientAt(source.endpoint ?? '')
  const count = await writeExport({ client, table: tableName, at: new Date().toISOString() }, folder)
  client.destroy()
  await source.close()
  console.log(`${count} items are in ${folder}. Files (reports, imports, seals) are in the data folder: copy them too.`)
  process.exit(0)
} catch (error) {
  explainAndExit(explained(error))
}

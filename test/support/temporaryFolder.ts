// Everything a run puts into the system's temporary folder goes into one that ends with it: the CDK keeps each assembly
// that a test synthesizes, gigabytes in a day.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export default (): (() => void) => {
  const before = process.env['TMPDIR']
  const folder = mkdtempSync(join(tmpdir(), 'au-tracker-tests-'))
  process.env['TMPDIR'] = folder
  return () => {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

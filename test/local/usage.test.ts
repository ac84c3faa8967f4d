// What is not understood is answered with how the command is used, and does nothing.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

test.each([
  ['infra/local/template.ts', 'npm run template [-- FILE.xlsx]'],
  ['test/simulation/simulate.ts', 'npm run simulate -- [--seeds 100]'],
  ['test/bench/bench.ts', 'npm run bench -- [bundles |'],
])('%s says how it is used, without a stack, and writes nothing', (script, usage) => {
  const cwd = mkdtempSync(join(tmpdir(), 'usage-'))
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(script), '--help'], {
      cwd,
      encoding: 'utf8',
    })

    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(usage)
    expect(stderr).not.toContain('    at ')
    expect(readdirSync(cwd)).toEqual([])
  } finally {
    rmSync(cwd, { recursive: true })
  }
})

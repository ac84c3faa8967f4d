// A consumer's checkpoint: what a file on disk says of it, and when.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkpointIn } from '#infra/local/checkpoint.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkpoint-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = (): string => join(folder, 'stream', 'findings.json')
const onDisk = (): unknown => (JSON.parse(readFileSync(file(), 'utf8')) as { after: object }).after

test('the file is written once for many steps that follow each other closely, and at the end in any case', () => {
  const checkpoint = checkpointIn(file(), 'arn:stream')
  checkpoint.advance('shard', '1')
  checkpoint.keep(false)
  expect(onDisk()).toEqual({ shard: '1' })

  for (let step = 2; step <= 50; step += 1) {
    checkpoint.advance('shard', String(step))
    checkpoint.keep(false)
  }
  expect(onDisk()).not.toEqual({ shard: '50' })
  expect(checkpoint.after('shard')).toBe('50')

  checkpoint.keep(true)
  expect(onDisk()).toEqual({ shard: '50' })
  expect(checkpointIn(file(), 'arn:stream').after('shard')).toBe('50')
})

test('what a consumer is done with is on disk a moment later, without its end', async () => {
  const checkpoint = checkpointIn(file(), 'arn:stream')
  checkpoint.advance('shard', '1')
  checkpoint.keep(false)
  checkpoint.advance('shard', '2')

  await expect
    .poll(() => {
      checkpoint.keep(false)
      return onDisk()
    })
    .toEqual({ shard: '2' })
})

test('another stream begins at its oldest record', () => {
  const checkpoint = checkpointIn(file(), 'arn:stream')
  checkpoint.advance('shard', '7')
  checkpoint.keep(true)

  expect(checkpointIn(file(), 'arn:other').after('shard')).toBeUndefined()
})

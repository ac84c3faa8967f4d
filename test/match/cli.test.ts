// The offline matcher as a command: output lines, gzip, and one clear line for every error.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'match-'))
afterAll(() => rmSync(folder, { recursive: true }))

const cli = new URL('../../functions/match/cli.ts', import.meta.url).pathname

const match = (...files: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...files], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const course = {
  partner: 'EU',
  implementing_partner: 'KAIPTC',
  beneficiary: 'AUC',
  title: 'Mission leadership course',
  amount: 100000,
  currency: 'EUR',
  start_date: '2007-06-04',
  end_date: '2007-06-15',
  country: 'KE',
  location: 'Nairobi',
}
const lines = [
  { id: 'a', ...course },
  { id: 'b', ...course, partner: 'Union européenne', amount: 134186, currency: 'USD' },
].map((row) => JSON.stringify(row))

test('prints a line for a scored pair, from a plain file with empty lines and from a gzip one', () => {
  const plain = match(file('rows.jsonl', `\uFEFF${lines[0]}\r\n\n${lines[1]}\n\n`))
  const zipped = match(file('rows.jsonl.gz', gzipSync(lines.join('\n'))))

  expect(plain).toMatchObject({ status: 0, stderr: '' })
  expect(zipped.stdout).toBe(plain.stdout)
  const printed = plain.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(printed[0]).toEqual({ a: 'a', b: 'b', kind: 'duplicate-record', score: expect.closeTo(1, 1) })
})

test.each([
  ['bad JSON', `${lines[0]}\n{"id": \n`, 'Line 2 is not valid JSON.'],
  ['a row that is no object', `${lines[0]}\n\n[1]\n`, 'Line 3 is not a JSON object.'],
  ['a row without an id', '{"title": "x"}\n', 'Line 1 has no "id".'],
])('refuses %s and names the line', (_, content, reason) => {
  expect(match(file('bad.jsonl', content))).toEqual({ status: 1, stdout: '', stderr: `match: ${reason}\n` })
})

test('says in one line that a file is missing, plain or gzip', () => {
  for (const missing of ['/nowhere/rows.jsonl', '/nowhere/rows.jsonl.gz']) {
    expect(match(missing)).toEqual({ status: 1, stdout: '', stderr: `match: There is no file ${missing}.\n` })
  }
})

test('says in one line that a file is no gzip, and how it is used', () => {
  const broken = match(file('broken.jsonl.gz', 'plain text'))

  expect(broken.status).toBe(1)
  expect(broken.stderr.trim().split('\n')).toHaveLength(1)
  expect(match().stderr).toContain('usage:')
})

test('prints nothing for an empty file', () => {
  expect(match(file('empty.jsonl', ''))).toEqual({ status: 0, stdout: '', stderr: '' })
})

// npm run calibrate as a command, on the labelled sample: what it prints, what it writes, and that it writes only when asked.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { WeightsFile } from '#domain/matching/fitting/weightsFile.ts'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'calibrate-'))
afterAll(() => rmSync(folder, { recursive: true }))

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const text = (name: string) => readFileSync(fixture(name), 'utf8')
const command = new URL('../../functions/match/calibrate.ts', import.meta.url).pathname
const present = new URL('../../shared/domain/matching/weights.json', import.meta.url)
const presentFile: WeightsFile = JSON.parse(readFileSync(present, 'utf8'))

const sample = join(folder, 'sets', 'sample')
mkdirSync(sample, { recursive: true })
for (const name of ['records', 'pairs'])
  writeFileSync(join(sample, `${name}.jsonl.gz`), gzipSync(text(`${name}.jsonl`)))

const calibrate = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...words], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** The weights that a run writes. */
function fitted(name: string, ...words: string[]): WeightsFile {
  const out = join(folder, name)
  expect(calibrate(join(folder, 'sets'), '--out', out, ...words)).toMatchObject({ status: 0, stderr: '' })
  return JSON.parse(readFileSync(out, 'utf8'))
}

test('prints quality before, cross-validated and after, and writes nothing', () => {
  const { status, stdout, stderr } = calibrate(sample)

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  for (const kind of ['duplicate-record', 'overlapping-effort'])
    for (const fit of ['before', 'cross-validated', 'after'])
      expect(stdout).toMatch(new RegExp(`^sample +${kind} +${fit}(?: +\\d\\.\\d{3}){4}$`, 'm'))
  expect(stdout).toContain('Nothing is written')
  expect(JSON.parse(readFileSync(present, 'utf8'))).toEqual(presentFile)
})

test('writes both fitted kinds under a new version, and keeps the others', () => {
  const { version, kinds } = fitted('fitted.json')

  expect(version).toMatch(/^\d{4}-\d{2}-\d{2}\.\d+$/)
  expect(version).not.toBe(presentFile.version)
  expect(kinds['schedule-clash']).toEqual(presentFile.kinds['schedule-clash'])
  expect(kinds['part-of']).toEqual(presentFile.kinds['part-of'])
  expect(kinds['duplicate-record']).not.toEqual(presentFile.kinds['duplicate-record'])
  expect(kinds['duplicate-record'].fields['series']?.['other']).toBe(-12)
  expect(fitted('again.json')).toEqual({ version, kinds })
})

test('--check names the weights that differ from what the fit gives, and fails', () => {
  const { status, stdout } = calibrate(sample, '--check')

  expect(status).toBe(1)
  expect(stdout).toContain('The present weights are not what this fit gives:')
  expect(stdout).toMatch(new RegExp(`^- duplicate-record base ${presentFile.kinds['duplicate-record'].base}$`, 'm'))
  expect(stdout).toMatch(/^\+ duplicate-record base -?\d/m)
  expect(stdout).not.toMatch(/^[-+] (?:schedule-clash|part-of) /m)
})

test('learns from decisions: what coordinators call different weighs less', () => {
  const records = new Map(
    text('records.jsonl')
      .trim()
      .split('\n')
      .map((line) => [JSON.parse(line).id, JSON.parse(line)]),
  )
  const pairs: { a: string; b: string; label: string }[] = text('pairs.jsonl').trim().split('\n').map((line) => JSON.parse(line)) // prettier-ignore
  const decided = pairs
    .filter(({ label }) => label === 'duplicate')
    .map(({ a, b }) => JSON.stringify({ a: records.get(a), b: records.get(b), verdict: 'not-duplicate' }))
  const decisions = join(folder, 'decisions.jsonl')
  writeFileSync(decisions, decided.join('\n'))
  const [without, taught] = [fitted('without.json'), fitted('taught.json', '--decisions', decisions)]
  const logOdds = ({ kinds: { 'duplicate-record': kind } }: WeightsFile) =>
    kind.base + (kind.fields['amount']?.['equal'] ?? 0) + (kind.fields['place']?.['city'] ?? 0)

  expect(decided.length).toBeGreaterThan(20)
  expect(logOdds(taught)).toBeLessThan(logOdds(without))
})

test('says in one line and the usage what it cannot read', () => {
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  const wrong = join(folder, 'wrong.jsonl')
  writeFileSync(wrong, '{"a":{"id":"1"},"b":{"id":"2"},"verdict":"perhaps"}\n')

  expect(calibrate(empty).stderr).toMatch(/^calibrate: There is no labelled set in .+\nusage: /)
  expect(calibrate(join(folder, 'nowhere')).status).toBe(1)
  expect(calibrate(sample, '--decisions', wrong).stderr).toMatch(/^calibrate: Line 1 of .+ needs rows/)
  expect(calibrate('--unknown').status).toBe(1)
})

test('does not take unlabelled publishers for negatives', () => {
  const links = join(folder, 'links')
  mkdirSync(links)
  for (const name of ['records', 'pairs'])
    copyFileSync(join(sample, `${name}.jsonl.gz`), join(links, `${name}.jsonl.gz`))
  writeFileSync(join(links, 'known_negatives.txt.gz'), gzipSync(''))
  const precision = (words: string) => /duplicate-record +after +(\d\.\d+)/.exec(calibrate(words).stdout)?.[1]

  expect(Number(precision(links))).toBeGreaterThanOrEqual(Number(precision(sample)))
})

// The bill: what it adds up, what it is made from, and how the command says what it wants.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { nightSegments } from '#actions/nightSegments.ts'
import { Capacity, monthlyBill, postgresBill, Prices, totalOf } from '#infra/operate/cost/bill.ts'
import { resourcesIn, templateWith } from '#test/infra/stackTemplate.ts'

const dataIn = (name: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(`#infra/operate/cost/${name}.json`)), 'utf8'))

const prices = Prices.parse(dataIn('prices'))
const capacity = Capacity.parse(dataIn('capacity'))
const template = templateWith()
const nothing = { contributions: 0, checks: 0, coverage: 0, stored: 0 }
const lineOf = (use: Partial<typeof nothing>, service: string): number =>
  monthlyBill(capacity, prices, { ...nothing, ...use }).find((line) => line.service === service)?.usd ?? Number.NaN

test('a million checks are a million times what one reads, at the price of a million units', () => {
  expect(lineOf({ checks: 1_000_000 }, 'DynamoDB requests')).toBeCloseTo(28.32 * 0.125, 6)
})

test('a submit costs what it and its consumers read and write', () => {
  const { submit, follow } = capacity
  const expected = (submit.read + follow.read) * 0.125 + (submit.write + follow.write) * 0.625

  expect(lineOf({ contributions: 1_000_000 }, 'DynamoDB requests')).toBeCloseTo(expected, 6)
  expect(follow.write).toBeGreaterThan(0)
})

test('what is stored is verified every night, in a function of 2 GB', () => {
  const { read, write, milliseconds } = capacity.night
  const aNight = read * 0.125 + write * 0.625 + ((milliseconds * 2) / 1000) * 13.3334

  expect(lineOf({ stored: 1_000_000 }, 'Nightly verification')).toBeCloseTo((aNight * 365) / 12, 2)
})

test('requests are paid at the edge, and consumers as calls of functions', () => {
  const use = { contributions: 1_000_000, checks: 2_000_000, coverage: 3_000_000 }

  expect(lineOf(use, 'API Gateway')).toBeCloseTo(6, 6)
  expect(lineOf(use, 'Lambda')).toBeGreaterThan(8 * 0.2)
})

test('without a request only what stands is paid', () => {
  const lines = monthlyBill(capacity, prices, nothing)
  const paid = lines.filter(({ usd }) => usd > 0).map(({ service }) => service)

  expect(paid).toEqual(['CloudWatch', 'Step Functions', 'S3'])
  const { alarms, metrics, transitions } = capacity.fixed
  expect(totalOf(lines)).toBeCloseTo(alarms * 0.1 + metrics * 0.3 + transitions * 0.000025 + 0.005, 6)
})

test('a night is three states of its machine for each segment, and five around them', () => {
  expect(capacity.fixed.transitions).toBe(Math.round((nightSegments.length * 3 + 5) * (365 / 12)))
})

test('what comes in files takes three states of a machine for every 5,000 rows', () => {
  const standing = lineOf({}, 'Step Functions')

  expect(lineOf({ contributions: 1_000_000 }, 'Step Functions') - standing).toBeCloseTo(600 * 0.000025, 6)
})

test('an always-on database costs the same whether it is asked or not', () => {
  expect(postgresBill(capacity, prices, nothing)).toBeCloseTo(730 * 0.065 + 20 * 0.115, 6)
  expect(postgresBill(capacity, prices, { ...nothing, checks: 1e9 })).toBe(postgresBill(capacity, prices, nothing))
})

test('every price names a source that has a date, and no source is left over', () => {
  const named = Object.values(prices.prices).map(({ source }) => source)

  expect(new Set(named)).toEqual(new Set(Object.keys(prices.sources)))
})

test('as many alarms are paid as the stack has', () => {
  expect(capacity.fixed.alarms).toBe(Object.keys(resourcesIn(template, 'AWS::CloudWatch::Alarm')).length)
})

const running = (...words: string[]) =>
  spawnSync(process.execPath, [fileURLToPath(import.meta.resolve('#infra/operate/cost.ts')), ...words], {
    encoding: 'utf8',
  })

test('the command prints a line a service, the sum, and the comparison', { timeout: 60_000 }, () => {
  const { status, stdout } = running('--contributions', '100000', '--checks', '1000000', '--coverage', '100000')
  const use = { contributions: 100_000, checks: 1_000_000, coverage: 100_000, stored: 100_000 }

  expect(status).toBe(0)
  expect(stdout).toContain(`${totalOf(monthlyBill(capacity, prices, use)).toFixed(2)}  USD a month`)
  expect(stdout).toMatch(/always-on PostgreSQL/)
})

test.each([[[]], [['--contributions', 'many', '--checks', '1', '--coverage', '1']], [['--users', '3']]])(
  'with %j it says how it is used, in one line',
  { timeout: 60_000 },
  (words) => {
    const { status, stderr } = running(...words)

    expect(status).toBe(1)
    expect(stderr.trim()).toMatch(/^[^\n]*npm run cost -- --contributions[^\n]*$/)
  },
)

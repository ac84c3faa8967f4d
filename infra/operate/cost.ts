// `npm run cost -- --contributions 100000 --checks 1000000 --coverage 100000`: a month's bill by service.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { explainAndExit, StartError } from '../local/startError.ts'
import { Capacity, monthlyBill, postgresBill, Prices, totalOf, type Use } from './cost/bill.ts'

const usage = 'npm run cost -- --contributions 100000 --checks 1000000 --coverage 100000 [--stored 100000]'

const dataIn = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`cost/${name}.json`, import.meta.url), 'utf8')) as unknown

const count = (name: string, text: string | undefined): number => {
  if (text === undefined || !/^\d{1,12}$/.test(text)) throw new StartError(`--${name} must be a whole number: ${usage}`)
  return Number(text)
}

const useOf = (words: string[]): Use => {
  const text = { type: 'string' } as const
  const values = (() => {
    try {
      return parseArgs({ args: words, options: { contributions: text, checks: text, coverage: text, stored: text } })
        .values
    } catch {
      throw new StartError(usage)
    }
  })()
  return {
    contributions: count('contributions', values.contributions),
    checks: count('checks', values.checks),
    coverage: count('coverage', values.coverage),
    stored: count('stored', values.stored ?? values.contributions),
  }
}

const money = (usd: number): string => usd.toFixed(2).padStart(10)

try {
  const use = useOf(process.argv.slice(2))
  const [capacity, prices] = [Capacity.parse(dataIn('capacity')), Prices.parse(dataIn('prices'))]
  const lines = monthlyBill(capacity, prices, use)
  for (const { service, usd } of lines) console.log(`${money(usd)}  ${service}`)
  console.log(`${money(totalOf(lines))}  USD a month, in ${prices.region}, without free tiers`)
  console.log(`${money(postgresBill(capacity, prices, use))}  an always-on PostgreSQL (db.t4g.medium, one zone) alone`)
  console.log(`Not priced: ${prices.unpriced.join(', ')}.`)
  for (const { command, date, of } of capacity.measured) console.log(`Measured ${date}: ${of} by ${command}`)
  for (const { what, read } of Object.values(prices.sources)) console.log(`Prices read ${read}: ${what}`)
} catch (error) {
  explainAndExit(error)
}

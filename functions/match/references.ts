// Reads what the offline matcher compares with: the seeded partner directory, the publishers of IATI and the central bank's monthly rates.
import { readFile } from 'node:fs/promises'
import type { MatchingSources } from '#actions/matchRows.ts'
import type { MonthlyRates } from '#model/money.ts'
import * as z from 'zod'

const Directory = z.array(
  z.object({
    id: z.string(),
    names: z.record(z.string(), z.string()),
    acronyms: z.array(z.string()).default([]),
    aliases: z.array(z.string()).default([]),
  }),
)

const Publishers = z.record(z.string(), z.string())

const seeds = new URL('../../seeds/', import.meta.url)
const directories = ['programme/partners.json', 'directory/partners.json']

/** The directory, the publishers and the rates that ship with the tracker. */
export async function readReferences(): Promise<MatchingSources> {
  const texts = await Promise.all(directories.map((path) => readFile(new URL(path, seeds), 'utf8')))
  const rates = await readFile(new URL('rates/ecb-monthly-rates.csv', seeds), 'utf8')
  const publishers = await readFile(new URL('directory/iati-publishers.json', seeds), 'utf8')
  return {
    partners: texts.flatMap((text) => Directory.parse(JSON.parse(text))),
    publishers: new Map(Object.entries(Publishers.parse(JSON.parse(publishers)))),
    rates: monthlyRates(rates),
  }
}

/** Monthly rates of a file with the columns `month,currency,units_per_eur,days`. */
function monthlyRates(csv: string): MonthlyRates[] {
  const months = new Map<string, Record<string, string>>()
  for (const line of csv.split('\n').slice(1)) {
    const [month, currency, unitsPerEur] = line.trim().split(',')
    if (!month || !currency || !unitsPerEur) continue
    months.set(month, { ...months.get(month), [currency]: unitsPerEur })
  }
  return [...months].map(([month, unitsPerEur]) => ({ month, unitsPerEur }))
}

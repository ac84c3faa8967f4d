// The seed files, as data, and which of them belong to which set.
import { readFileSync } from 'node:fs'

export type SeedSet = 'none' | 'programme' | 'demo' | 'training'

/** A seed row: what the API takes, and a few keys that only seeding reads. */
export type SeedRow = Record<string, unknown> & { ref?: string }

export interface SeedFiles {
  taxonomy: SeedRow[]
  partners: SeedRow[]
  needs: SeedRow[]
  operations: SeedRow[]
  contributions: SeedRow[]
}

const fileIn = (folder: string, name: string): SeedRow[] =>
  JSON.parse(readFileSync(new URL(`./${folder}/${name}.json`, import.meta.url), 'utf8')) as SeedRow[]

const programme = (): SeedFiles => ({
  taxonomy: fileIn('programme', 'taxonomy'),
  partners: fileIn('programme', 'partners'),
  needs: fileIn('programme', 'needs'),
  operations: fileIn('programme', 'operations'),
  contributions: fileIn('programme', 'contributions'),
})

const demo = (): SeedFiles => ({
  taxonomy: [],
  partners: fileIn('directory', 'partners'),
  needs: fileIn('demo', 'needs'),
  operations: [],
  contributions: fileIn('demo', 'contributions'),
})

/** The organizations that the training records name; the records themselves come in as any file does. */
const training = (): SeedFiles => ({
  taxonomy: [],
  partners: fileIn('directory', 'partners'),
  needs: [],
  operations: [],
  contributions: [],
})

/** What a set loads, in order: `demo` and `training` include `programme`, since their records name the programme's codes. */
export const filesOf = (set: SeedSet): SeedFiles[] => {
  if (set === 'none') return []
  if (set === 'programme') return [programme()]
  return [programme(), set === 'demo' ? demo() : training()]
}

const textIn = (name: string): string => readFileSync(new URL(`./training/${name}`, import.meta.url), 'utf8')

/** The US training records as printed, and how their columns are meant. */
export const trainingRecords = (): { file: string; mapping: unknown } => ({
  file: textIn('records.csv'),
  mapping: JSON.parse(textIn('mapping.json')) as unknown,
})

/** Monthly mean rates of the European Central Bank, units per EUR, by month. */
export const monthlyRates = (): { month: string; unitsPerEur: Record<string, string> }[] => {
  const text = readFileSync(new URL('./rates/ecb-monthly-rates.csv', import.meta.url), 'utf8')
  const months = new Map<string, Record<string, string>>()
  for (const line of text.split('\n').slice(1)) {
    const [month, currency, unitsPerEur] = line.split(',')
    if (!month || !currency || !unitsPerEur) continue
    months.set(month, { ...months.get(month), [currency]: unitsPerEur })
  }
  return [...months].map(([month, unitsPerEur]) => ({ month, unitsPerEur }))
}

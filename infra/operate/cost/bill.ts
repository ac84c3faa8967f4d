// A month's bill from how often the tracker is asked, what a request was measured to take, and prices.
import * as z from 'zod'

export const Prices = z.object({
  currency: z.literal('USD'),
  region: z.string(),
  sources: z.record(z.string(), z.object({ what: z.string().min(1), read: z.iso.date() })),
  prices: z.record(
    z.string(),
    z.object({ usd: z.number().positive(), per: z.number().positive(), unit: z.string(), source: z.string() }),
  ),
  unpriced: z.array(z.string()),
})
export type Prices = z.infer<typeof Prices>

const Taken = z.object({
  read: z.number().nonnegative(),
  write: z.number().nonnegative(),
  milliseconds: z.number().nonnegative(),
})

/** What each request takes: capacity units, and time in a function of 1 GB. */
export const Capacity = z.object({
  measured: z.array(z.object({ command: z.string(), date: z.iso.date(), of: z.string() })),
  check: Taken,
  submit: Taken,
  /** What findings and coverage do for a submitted contribution. */
  follow: Taken,
  coverage: Taken,
  /** The nightly verification, for each stored contribution: on average, since each has its turn once a week. */
  night: Taken,
  /** Every month, however much is asked. */
  fixed: z.object({ alarms: z.number(), metrics: z.number(), puts: z.number(), transitions: z.number() }),
})
export type Capacity = z.infer<typeof Capacity>

/** In a month; `stored` contributions lie in the table. */
export interface Use {
  contributions: number
  checks: number
  coverage: number
  stored: number
}

export interface Line {
  service: string
  usd: number
}

const hoursInMonth = 730
const kilobytesInGigabyte = 1_000_000

/** A line in the access log, one of the function and Lambda's own report. */
const logKilobytes = 1

const nightsInMonth = 365 / 12

/** Gigabytes of the function that verifies by night (`infra/drift.ts`): what it takes in one of 1 GB is paid twice. */
const nightGigabytes = 2

/** A consumer each, at worst called for one contribution alone. */
const consumers = 2

/** Where all that is recorded comes in files: a segment of so many rows is three states of an import's machine. */
const rowsPerSegment = 5000
const statesPerSegment = 3

/** At most: a transaction costs two units a KB, of items and their indexes, and not every write stays. */
const storedGigabytes = ({ submit, follow }: Capacity, stored: number): number =>
  (stored * (submit.write + follow.write)) / 2 / kilobytesInGigabyte

const cost = ({ prices }: Prices, name: string, amount: number): number => {
  const price = prices[name]
  if (!price) throw new Error(`prices.json has no price for ${name}.`)
  return (amount / price.per) * price.usd
}

const units = (capacity: Capacity, use: Use, of: 'read' | 'write' | 'milliseconds'): number =>
  use.checks * capacity.check[of] +
  use.contributions * (capacity.submit[of] + capacity.follow[of]) +
  use.coverage * capacity.coverage[of]

/** By service, without any free tier. */
export const monthlyBill = (capacity: Capacity, prices: Prices, use: Use): Line[] => {
  const of = (name: string, amount: number): number => cost(prices, name, amount)
  const requests = use.contributions + use.checks + use.coverage
  const gigabytes = storedGigabytes(capacity, use.stored)
  const { fixed, night } = capacity
  const verified = use.stored * nightsInMonth
  return [
    {
      service: 'DynamoDB requests',
      usd: of('reads', units(capacity, use, 'read')) + of('writes', units(capacity, use, 'write')),
    },
    { service: 'DynamoDB storage and recovery', usd: of('storage', gigabytes) + of('recovery', gigabytes) },
    { service: 'API Gateway', usd: of('requests', requests) },
    {
      service: 'Lambda',
      usd:
        of('invocations', requests + consumers * use.contributions) +
        of('compute', units(capacity, use, 'milliseconds') / 1000),
    },
    {
      service: 'Nightly verification',
      usd:
        of('reads', verified * night.read) +
        of('writes', verified * night.write) +
        of('compute', (verified * night.milliseconds * nightGigabytes) / 1000),
    },
    {
      service: 'CloudWatch',
      usd:
        of('logs', ((requests + consumers * use.contributions) * logKilobytes) / kilobytesInGigabyte) +
        of('alarms', fixed.alarms) +
        of('metrics', fixed.metrics),
    },
    {
      service: 'Step Functions',
      usd: of('transitions', fixed.transitions + (use.contributions / rowsPerSegment) * statesPerSegment),
    },
    { service: 'S3', usd: of('puts', fixed.puts) },
  ]
}

export const totalOf = (lines: readonly Line[]): number => lines.reduce((sum, { usd }) => sum + usd, 0)

/** A small instance in one zone, with its disk, around the clock; nothing that serves HTTP, matches or reports. */
export const postgresBill = (capacity: Capacity, prices: Prices, use: Use): number =>
  cost(prices, 'instance', hoursInMonth) + cost(prices, 'disk', Math.max(20, storedGigabytes(capacity, use.stored)))

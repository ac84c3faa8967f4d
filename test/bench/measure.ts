// Measures one operation: one request after the other for time and capacity, then several at once for requests per second.
import autocannon from 'autocannon'
import type { Part } from './capacity.ts'
import type { BenchRequest, Operation } from './operations.ts'
import { percentile } from './statistics.ts'
import type { BenchTracker } from './tracker.ts'

export interface Measured {
  name: string
  /** Milliseconds. */
  p50: number
  p99: number
  perSecond: number
  /** Capacity units per request. */
  read: number
  write: number
  /** Per request, by what was asked for. */
  parts: Map<string, Part>
}

const connections = 4
const warmUps = 5

/** A slow operation is asked less often: capacity per request needs no more than a few. */
const longestMilliseconds = 20_000

const send = async (url: string, { method, path, headers, body }: BenchRequest): Promise<number> => {
  const began = performance.now()
  const response = await fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
  return performance.now() - began
}

const cycle = <T>(list: readonly T[], from: number, count: number): T[] =>
  Array.from({ length: count }, (_, at) => list[(from + at) % list.length] as T)

const perRequest = (parts: ReadonlyMap<string, Part>, count: number): Map<string, Part> =>
  new Map(
    [...parts].map(([name, { calls, items, units }]) => [
      name,
      { calls: calls / count, items: items / count, units: units / count },
    ]),
  )

/** Every connection sends requests of its own, so that no two record the same. */
const requestsPerSecond = async (url: string, requests: readonly BenchRequest[]): Promise<number> => {
  const lists = Array.from({ length: connections }, (_, at) =>
    requests.filter((_request, position) => position % connections === at),
  )
  const began = performance.now()
  let ended = began
  const run = autocannon({
    url,
    connections,
    amount: requests.length,
    setupClient: (client) => client.setRequests(lists.shift() ?? []),
  })
  // The run itself ends at a full second, long after its last answer.
  run.on('response', () => (ended = performance.now()))
  const { non2xx, errors } = await run
  if (non2xx + errors > 0) throw new Error(`Under load ${non2xx} requests were refused and ${errors} failed.`)
  return requests.length / ((ended - began) / 1000)
}

export const measure = async (
  { url, services: { consumed }, parts }: BenchTracker,
  { name, requests }: Operation,
  most: number,
): Promise<Measured> => {
  const writes = name === 'submit'
  if (!writes) for (const request of cycle(requests, 0, warmUps)) await send(url, request)
  parts.clear()
  const before = { ...consumed }
  const times: number[] = []
  const began = performance.now()
  for (const request of cycle(requests, 0, most)) {
    times.push(await send(url, request))
    if (performance.now() - began > longestMilliseconds) break
  }
  const count = times.length
  return {
    name,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    read: (consumed.read - before.read) / count,
    write: (consumed.write - before.write) / count,
    parts: perRequest(parts, count),
    perSecond: await requestsPerSecond(url, cycle(requests, count, count)),
  }
}

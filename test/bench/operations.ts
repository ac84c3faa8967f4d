// The requests that are measured, each a list that is sent from its start.
import { randomUUID } from 'node:crypto'
import type { NewContribution } from '#model/contribution.ts'
import { chanceFrom } from './chance.ts'
import type { Cast } from './contributions.ts'

export interface BenchRequest {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: string
}

export interface Operation {
  name: string
  /** Capacity per request may not be more where more is stored. */
  bounded: boolean
  /** Capacity units that a request may read at most. */
  mostRead?: number
  requests: BenchRequest[]
}

export interface Subject {
  authorization: string
  ids: readonly string[]
  /** Contributions that are not stored. */
  probes: readonly NewContribution[]
  cast: Cast
}

const path = '/v1/contributions'

/** The writing one comes last: all others see exactly what was loaded. */
export const operationsOn = ({ authorization, ids, probes, cast }: Subject): Operation[] => {
  const chance = chanceFrom(7)
  const get = (target: string): BenchRequest => ({ method: 'GET', path: target, headers: { authorization } })
  const post = (target: string, sent: NewContribution, headers: Record<string, string> = {}): BenchRequest => ({
    method: 'POST',
    path: target,
    headers: { authorization, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(sent),
  })
  // All years on one page, or a tracker's growth beyond the first page would cost nothing.
  const coverage = (grouping: string): BenchRequest[] => [get(`/v1/coverage?groupBy=${grouping}&limit=200`)]
  return [
    { name: 'get', bounded: true, requests: probes.map(() => get(`${path}/${chance.pick(ids)}`)) },
    {
      name: 'list by provider, 50',
      bounded: false,
      requests: cast.providers.map((provider) => get(`${path}?provider=${provider}&limit=50`)),
    },
    { name: 'coverage none,quarter', bounded: true, mostRead: 5, requests: coverage('none,quarter') },
    { name: 'coverage subCluster,quarter', bounded: true, requests: coverage('subCluster,quarter') },
    { name: 'gaps', bounded: false, requests: [get('/v1/coverage/gaps')] },
    { name: 'check', bounded: true, requests: probes.map((probe) => post(`${path}/check`, probe)) },
    {
      name: 'submit',
      bounded: true,
      requests: probes.map((probe) => post(path, probe, { 'idempotency-key': randomUUID() })),
    },
  ]
}

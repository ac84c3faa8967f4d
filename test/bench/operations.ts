// The requests that are measured, each a list that is sent from its start.
import { randomUUID } from 'node:crypto'
import type { NewContribution } from '#model/contribution.ts'
import { chanceFrom } from './chance.ts'
import type { Part } from './capacity.ts'
import type { Cast } from './contributions.ts'
import { readsOf } from './mostRead.ts'

export interface BenchRequest {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: string
}

export interface Operation {
  name: string
  /**
   * Read units that a request like those measured costs at most, however much is stored: everything that it reads as full
   * as it may get.
   */
  mostRead: (parts: ReadonlyMap<string, Part>) => number
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
    { name: 'get', mostRead: readsOf.get, requests: probes.map(() => get(`${path}/${chance.pick(ids)}`)) },
    {
      name: 'list by provider, 50',
      mostRead: readsOf.list,
      requests: cast.providers.map((provider) => get(`${path}?provider=${provider}&limit=50`)),
    },
    { name: 'coverage none,quarter', mostRead: readsOf.programme, requests: coverage('none,quarter') },
    { name: 'coverage subCluster,quarter', mostRead: readsOf.coverage, requests: coverage('subCluster,quarter') },
    { name: 'gaps', mostRead: readsOf.gaps, requests: [get('/v1/coverage/gaps')] },
    {
      name: 'gaps of a year',
      mostRead: readsOf.gaps,
      requests: [get('/v1/coverage/gaps?from=2012-01-01&to=2012-12-31')],
    },
    { name: 'check', mostRead: readsOf.check, requests: probes.map((probe) => post(`${path}/check`, probe)) },
    {
      name: 'submit',
      mostRead: readsOf.check,
      requests: probes.map((probe) => post(path, probe, { 'idempotency-key': randomUUID() })),
    },
  ]
}

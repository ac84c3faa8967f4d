// Every reading that the published document offers, with every parameter that it names: a new route is asked by itself.
import document from '#functions/docs/openapi.json' with { type: 'json' }
import { architecture } from '#test/support/bodies.ts'
import { canary, type Places } from './canaryWorld.ts'

interface Parameter {
  name: string
  in: string
  required?: boolean
  schema?: { enum?: unknown[] }
}

const values: Record<string, string[]> = {
  name: ['European Union', canary],
  limit: ['1', '200'],
  beneficiary: ['auc'],
  subCluster: [architecture, 'post-conflict-reconstruction-and-development'],
  provider: ['un-dpko', 'eu'],
  partner: ['un-dpko', 'eu'],
  instrument: ['un-trust-fund'],
  q: [canary, 'mission', canary.slice(0, 4)],
  priorityArea: ['mission-management'],
  modality: ['training'],
  from: ['2008-04-01'],
  to: ['2008-12-31'],
  updatedSince: ['2008-06-02T09:05:00.000Z'],
  quarter: ['2008-Q2'],
  year: ['2008'],
  days: ['365'],
  within: ['365'],
  operation: ['mission'],
  assignee: ['nobody'],
  minScore: ['0.5'],
  month: ['2008-06'],
  record: ['secret-first-1'],
  kind: ['duplicate-record', 'unit', 'contribution'],
  status: ['committed', 'pledged'],
  state: ['open', 'decided'],
  asOf: ['2008-06-02T09:05:00.000Z', '2008-06-02T09:30:00.000Z', '2008-07-01T00:00:00.000Z'],
  measure: ['usd', 'seats'],
  list: ['items', 'unconverted', 'unquantifiedNeeds', 'shared', 'unspecified'],
  stage: ['announced', 'arranged', 'delivered'],
  groupBy: ['none', 'subCluster', 'subCluster,priorityArea,beneficiary,quarter', 'provider', 'instrument,year'],
  edition: ['shared', 'coordinators'],
}

/** Of a parameter that is new to this test something of each kind is tried. */
const valuesOf = ({ name, schema }: Parameter): string[] =>
  values[name] ?? schema?.enum?.map(String) ?? ['eu', '1', '2008-06-02', canary]

/** What stands in braces in a path, by its first part. */
const idsFor = (path: string, places: Places): string[] => {
  const kind = path.split('/')[2] ?? ''
  if (path.includes('{file}'))
    return places.reports.flatMap((id) => ['json', 'csv', 'xlsx', 'html'].map((type) => `${id}.${type}`))
  const known: Record<string, string[]> = {
    contributions: [...places.contributions, ...places.hidden],
    findings: places.findings,
    needs: places.needs,
    operations: places.operations,
    imports: places.imports,
    partners: ['eu', 'un-dpko'],
    members: ['partner-eu', 'partner-un-dpko'],
    names: ['unknown'],
  }
  return known[kind] ?? Object.values(known).flat()
}

const queriesOf = (parameters: readonly Parameter[]): string[] => {
  const asked = parameters.filter((one) => one.in === 'query' && one.name !== 'cursor')
  const base = asked
    .filter(({ required }) => required)
    .map((one) => `${one.name}=${encodeURIComponent(valuesOf(one)[0] ?? '')}`)
  const singles = asked.flatMap((one) =>
    valuesOf(one).map((value) => [
      ...base.filter((part) => !part.startsWith(`${one.name}=`)),
      `${one.name}=${encodeURIComponent(value)}`,
    ]),
  )
  return [base, ...singles].map((parts) => parts.join('&'))
}

const operations = Object.entries(
  document.paths as unknown as Record<string, Record<string, { parameters?: Parameter[] }>>,
)

/** Every path, with each value of each parameter by itself, or with no more than it must have. */
export const readings = (places: Places, withParameters: boolean): string[] =>
  operations.flatMap(([path, methods]) => {
    if (!methods['get']) return []
    const queries = queriesOf(methods['get'].parameters ?? []).slice(0, withParameters ? undefined : 1)
    const paths = path.includes('{') ? idsFor(path, places).map((id) => path.replace(/\{\w+\}/, id)) : [path]
    return paths.flatMap((one) => queries.map((query) => (query === '' ? one : `${one}?${query}`)))
  })

/** Changes that name what the caller may not see, by the last part of their path. */
const bodies: Record<string, unknown> = {
  transactions: { type: 'commitment', date: '2008-06-01', money: { amount: '1', currency: 'EUR' } },
  deliveries: { date: '2008-06-01', quantity: '1', unit: 'seats' },
  renewals: { date: '2008-06-01', note: 'x' },
  decisions: { verdict: 'not-duplicate' },
  confirmations: {},
  disputes: { text: 'No.' },
  assignments: { assignee: 'nobody' },
}

export interface Changing {
  method: string
  path: string
  body: unknown
}

export const changesOfHidden = (places: Places): Changing[] =>
  operations.flatMap(([path, methods]) => {
    if (!/^\/v1\/(?:contributions|findings|imports)\/\{id\}/.test(path)) return []
    const hidden = path.startsWith('/v1/contributions') ? places.hidden : idsFor(path, places)
    return Object.keys(methods)
      .filter((method) => method !== 'get')
      .flatMap((method) =>
        hidden.map((id) => ({
          method: method.toUpperCase(),
          path: path.replace('{id}', id),
          body: method === 'patch' ? { title: 'Mine' } : bodies[path.split('/').at(-1) ?? ''],
        })),
      )
  })

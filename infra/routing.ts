// Which function answers which path: the HTTP API on AWS, the tracker on one machine and the tests read it here.

/** Paths in the words of API Gateway: `{name}` is one segment, `{proxy+}` one or more. */
export const guardedPaths = {
  api: ['/v1/{proxy+}', '/v1/contributions/check'],
  contributions: ['/v1/contributions/{id}', '/v1/contributions/{id}/{proxy+}'],
  figures: ['/v1/coverage', '/v1/coverage/{proxy+}'],
  review: ['/v1/findings', '/v1/findings/{proxy+}', '/v1/names', '/v1/names/{proxy+}'],
  registers: [
    ...['taxonomy', 'partners', 'needs', 'operations', 'members', 'clients'].flatMap((register) => [
      `/v1/${register}`,
      `/v1/${register}/{proxy+}`,
    ]),
    '/v1/imports/mappings',
    '/v1/imports/mappings/{id}',
  ],
  reports: ['/v1/reports', '/v1/reports/{file}'],
  imports: ['/v1/imports', '/v1/imports/{proxy+}'],
  sheets: ['/v1/imports/{id}/sheet.csv', '/v1/imports/{id}/sheet.xlsx'],
  uploads: ['/v1/imports/uploads'],
  audit: ['/v1/audit', '/v1/audit/{proxy+}'],
  exports: ['/v1/exports/{proxy+}', '/v1/imports/template.xlsx'],
  calendar: ['/v1/calendar.ics'],
} as const satisfies Record<string, readonly string[]>

/** What needs no token; the paths of `docs` answer from files alone. */
export const openPaths = {
  api: ['/healthz'],
  docs: ['/openapi.json', '/docs', '/docs/{asset}', '/'],
} as const satisfies Record<string, readonly string[]>

export type HttpFunction = keyof typeof guardedPaths | keyof typeof openPaths

const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path.replaceAll('.', '\\.').replaceAll(/\{(\w+)(\+?)\}/g, (_, _name, greedy) => (greedy ? '.+' : '[^/]+'))}$`,
  )

/** A literal segment comes before `{name}`, which comes before `{proxy+}`: API Gateway's order. */
const rankOf = (path: string): string =>
  path
    .split('/')
    .map((segment) => (segment.endsWith('+}') ? '2' : segment.startsWith('{') ? '1' : '0'))
    .join('')

interface Route {
  answeredBy: HttpFunction
  pattern: RegExp
  rank: string
}

/** Every path beside the function that answers it. */
export const pathsIn = (paths: Partial<Record<HttpFunction, readonly string[]>>): [HttpFunction, string][] =>
  (Object.keys(paths) as HttpFunction[]).flatMap((name) =>
    (paths[name] ?? []).map((path): [HttpFunction, string] => [name, path]),
  )

const routes: Route[] = [...pathsIn(guardedPaths), ...pathsIn(openPaths)]
  .map(([answeredBy, path]) => ({ answeredBy, pattern: patternOf(path), rank: rankOf(path) }))
  .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))

/** Who answers a path, as the HTTP API chooses: the most specific route; of what is in none, null. */
export const functionAt = (path: string): HttpFunction | null =>
  routes.find(({ pattern }) => pattern.test(path))?.answeredBy ?? null

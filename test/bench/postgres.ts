// A PostgreSQL of its own in a folder that goes afterwards, behind the HTTP server that the tracker stands behind.
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { freePort } from '#infra/local/engine.ts'
import { openPort } from '#infra/local/server.ts'
import { sqlColumns } from './spreadRows.ts'

const root = '/usr/lib/postgresql'

/** The folder of the newest PostgreSQL that Debian has installed here; null without one. */
const binaries = (): string | null => {
  const newest = existsSync(root) ? readdirSync(root).toSorted((a, b) => Number(b) - Number(a))[0] : undefined
  return newest === undefined ? null : join(root, newest, 'bin')
}

/** PostgreSQL does not run as root: it is given to the account that Debian made for it. */
const asUser = (isRoot: boolean, command: string, args: string[]): string => {
  const [program, ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', command, ...args] : [command, ...args]
  const { status, stderr } = spawnSync(program ?? command, rest, { encoding: 'utf8', cwd: '/' })
  if (status !== 0) throw new Error(`${command} failed: ${stderr.trim().slice(0, 500)}`)
  return stderr
}

const groupings = {
  'none,quarter': ['quarter'],
  'subCluster,quarter': ['sub_cluster', 'quarter'],
  subCluster: ['sub_cluster'],
  'subCluster,priorityArea': ['sub_cluster', 'priority_area'],
  'subCluster,beneficiary': ['sub_cluster', 'beneficiary'],
  'subCluster,priorityArea,beneficiary': ['sub_cluster', 'priority_area', 'beneficiary'],
  provider: ['provider'],
  instrument: ['instrument'],
} as const
export type SqlGrouping = keyof typeof groupings
export const sqlGroupings = Object.keys(groupings) as SqlGrouping[]

const amounts = ['needed', 'announced', 'arranged', 'delivered']
const sums = amounts.map((name) => `sum(${name})::text AS ${name}`).join(', ')

const viewOf = (grouping: SqlGrouping): string => `view_${sqlGroupings.indexOf(grouping)}`

/** One measure, in the order of the keys, a page at most. */
const questions = (grouping: SqlGrouping): Record<'grouped' | 'view', string> => {
  const keys = groupings[grouping].join(', ')
  return {
    grouped: `SELECT ${keys}, ${sums} FROM spread WHERE measure = $1 GROUP BY ${keys} ORDER BY ${keys} LIMIT $2`,
    view: `SELECT ${keys}, ${amounts.join(', ')} FROM ${viewOf(grouping)} WHERE measure = $1 ORDER BY ${keys} LIMIT $2`,
  }
}

const tableOf = `CREATE TABLE spread (${sqlColumns
  .map((name) => `${name} ${amounts.includes(name) ? 'bigint NOT NULL' : 'text'}`)
  .join(', ')})`

const viewsOf = sqlGroupings.flatMap((grouping) => {
  const keys = groupings[grouping].join(', ')
  const [view, of] = [viewOf(grouping), `spread GROUP BY measure, ${keys}`]
  return [
    `CREATE MATERIALIZED VIEW ${view} AS SELECT measure, ${keys}, ${sums} FROM ${of}`,
    `CREATE INDEX ON ${view} (measure, ${keys})`,
  ]
})

export interface Postgres {
  url: string
  version: string
  rows: number
  /** Seconds that refreshing all views takes: what a change costs before they show it. */
  refreshSeconds: number
  stop: () => Promise<void>
}

const serve = async (pool: Pool) => {
  const port = await freePort()
  const server = await openPort(port)
  server.serve(async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    const grouping = sqlGroupings.find((one) => one === searchParams.get('groupBy'))
    const kind = pathname === '/view' ? 'view' : 'grouped'
    if (!grouping) return new Response(null, { status: 400 })
    const parameters = [searchParams.get('measure') ?? 'usd', Number(searchParams.get('limit'))]
    const { rows } = await pool.query({
      name: `${kind} ${grouping}`,
      text: questions(grouping)[kind],
      values: parameters,
    })
    return Response.json({ items: rows, next: null })
  })
  return { url: `http://127.0.0.1:${port}`, close: server.close }
}

const fill = async (pool: Pool, file: string) => {
  await pool.query(tableOf)
  // The server reads the file itself, as its own account may.
  await pool.query(`COPY spread FROM '${file}'`)
  await pool.query('CREATE INDEX ON spread (measure, quarter)')
  for (const statement of viewsOf) await pool.query(statement)
  await pool.query('ANALYZE')
  const began = performance.now()
  for (const grouping of sqlGroupings) await pool.query(`REFRESH MATERIALIZED VIEW ${viewOf(grouping)}`)
  return (performance.now() - began) / 1000
}

/** Stops a server that outlives us, once: when all is measured, when something fails, and when we are told to end. */
const stoppedOnce = (isRoot: boolean, bin: string, folder: string): (() => void) => {
  let isStopped = false
  const stop = (): void => {
    if (isStopped) return
    isStopped = true
    asUser(isRoot, join(bin, 'pg_ctl'), ['-D', join(folder, 'data'), '-m', 'immediate', 'stop'])
    rmSync(folder, { recursive: true })
  }
  process.once('exit', stop)
  for (const [signal, number] of [
    ['SIGHUP', 1],
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const)
    process.once(signal, () => process.exit(128 + number))
  return stop
}

/** Throws where Debian's PostgreSQL is not installed. `lines` are rows as `COPY` takes them. */
export const startPostgres = async (lines: string): Promise<Postgres> => {
  const bin = binaries()
  if (bin === null) throw new Error('There is no PostgreSQL here: apt-get install postgresql')
  const isRoot = process.getuid?.() === 0
  const folder = mkdtempSync(join(tmpdir(), 'bench-postgres-'))
  const [data, file, port] = [join(folder, 'data'), join(folder, 'rows.tsv'), await freePort()]
  writeFileSync(file, lines, { mode: 0o644 })
  if (isRoot) {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim()),
    )
    for (const path of [folder, file]) chownSync(path, uid ?? 0, gid ?? 0)
  }
  asUser(isRoot, join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'bench'])
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='${folder}'`
  asUser(isRoot, join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start'])
  const stop = stoppedOnce(isRoot, bin, folder)
  const pool = new Pool({ host: '127.0.0.1', port, user: 'bench', database: 'postgres', max: 4 })
  const refreshSeconds = await fill(pool, file)
  const { rows } = await pool.query("SELECT current_setting('server_version') AS version, count(*) AS rows FROM spread")
  const server = await serve(pool)
  return {
    url: server.url,
    version: String(rows[0]?.version),
    rows: Number(rows[0]?.rows),
    refreshSeconds,
    stop: async () => {
      await server.close()
      await pool.end()
      stop()
    },
  }
}

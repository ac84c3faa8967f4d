// The embedded DynamoDB: starts dynoxide on a free loopback port, stops it, and notices when it dies.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { StartError } from './startError.ts'
import { indexStream } from './streamIndex.ts'

export type Engine = {
  endpoint: string
  stop: () => Promise<void>
  /** Resolves, with what the engine said last, when it ends without having been asked to. */
  died: Promise<string>
}

const readyMilliseconds = 10_000
const stopMilliseconds = 5_000
const attempts = 3

const enginePackage = `@dynoxide/${process.platform}-${process.arch}`

/** The binary of this platform's package; npm skips an optional package that does not fit the platform. */
export const findEngine = (name: string = enginePackage): string => {
  const { resolve } = createRequire(import.meta.url)
  try {
    return resolve(`${name}/dynoxide${process.platform === 'win32' ? '.exe' : ''}`)
  } catch {
    throw new StartError(
      `There is no embedded DynamoDB for this machine (${name} is not installed): install it with ` +
        `"npm install --no-save ${name}", or set DYNAMODB_ENDPOINT to a DynamoDB that runs elsewhere.`,
    )
  }
}

/** Another process may take the port before the engine does, so the caller tries again. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/**
 * Runs the engine under a shell that holds our end of a pipe as its standard input: when this process is killed the
 * pipe closes and the engine ends with it, so that no orphan keeps the database open.
 */
const leash = `exec 3<&0
"$0" "$@" 3<&- &
engine=$!
{ read -r _ <&3; kill "$engine"; } 2>/dev/null &
watcher=$!
wait "$engine"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"`

/**
 * One thread: the engine writes one transaction at a time whatever it has, and several contend for its memory allocator's lock,
 * which is a sixth of its processor time in an import (infra/README.md).
 */
const threads = { TOKIO_WORKER_THREADS: '1' }

/** In a process group of its own: Ctrl-C in a terminal must not reach the engine before the tracker has finished. */
const spawnEngine = (binary: string, port: number, file: string | undefined): ChildProcess =>
  spawn('sh', ['-c', leash, binary, 'serve', '--port', String(port), ...(file ? ['--db-path', file] : [])], {
    detached: true,
    env: { ...process.env, ...threads },
    stdio: ['pipe', 'ignore', 'pipe'],
  })

const answers = async (endpoint: string): Promise<boolean> => {
  try {
    await fetch(endpoint, { signal: AbortSignal.timeout(1000) })
    return true
  } catch {
    return false
  }
}

const killGroup = (child: ChildProcess): void => {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}

const stopEngine = async (child: ChildProcess, exited: Promise<unknown>): Promise<void> => {
  child.stdin?.end()
  await Promise.race([exited, wait(stopMilliseconds, undefined, { ref: false })])
  killGroup(child)
  await exited
}

const tryOnce = async (file: string | undefined): Promise<Engine | string> => {
  const port = await freePort()
  const endpoint = `http://127.0.0.1:${port}`
  const child = spawnEngine(findEngine(), port, file)
  let said = ''
  let stopping = false
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)))
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', (error) => {
      said = error.message
      resolve()
    })
  })
  const died = new Promise<string>((resolve) => {
    child.once('exit', () => {
      if (!stopping) resolve(said.trim().split('\n').at(-1) ?? '')
    })
  })
  const stop = (): Promise<void> => {
    stopping = true
    return stopEngine(child, exited)
  }

  const deadline = performance.now() + readyMilliseconds
  while (performance.now() < deadline && child.exitCode === null) {
    // What answers on the port is our engine only if it says that it listens there.
    if (said.includes('listening on') && (await answers(endpoint))) return { endpoint, stop, died }
    await Promise.race([exited, wait(10)])
  }
  await stop()
  return said.trim()
}

const startOn = async (file: string | undefined): Promise<Engine> => {
  let said = ''
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const engine = await tryOnce(file)
    if (typeof engine !== 'string') return engine
    said = engine
  }
  throw new StartError(`The embedded DynamoDB does not start: ${said.replaceAll(/\s+/g, ' ') || 'it says nothing'}`)
}

/** With a file, writes are kept there and stay quick (see streamIndex.ts); without one, everything is in memory. */
export const startEngine = async (file?: string): Promise<Engine> => {
  if (file === undefined) return startOn(undefined)
  // The engine makes its own tables at its first start; they must be there before the index can be.
  if (!existsSync(file)) await (await startOn(file)).stop()
  indexStream(file)
  return startOn(file)
}

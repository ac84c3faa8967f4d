// A local AWS for one run: ministack in a virtual environment of its own, on a free port, ended by the process id it got.
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '#infra/local/engine.ts'

const run = promisify(execFile)

const version = '1.5.33'
const root = join(import.meta.dirname, '../..')
const nodeFolder = join(root, 'node_modules/.bin')

export interface Emulator {
  endpoint: string
  /** What the CDK, the SDK and the functions find it by. */
  environment: Record<string, string>
  /** What it printed last. */
  said: () => string
  stop: () => Promise<void>
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)

/** Kept between runs: the packages come from PyPI once. `cryptography` is what its JWT authorizer verifies with. */
const installed = async (): Promise<string> => {
  const folder = join(tmpdir(), `au-tracker-ministack-${version}`)
  const program = join(folder, 'bin/ministack')
  if (existsSync(program)) return program
  try {
    await run('python3', ['-m', 'venv', folder])
  } catch (error) {
    throw new Error(
      `The emulator needs Python 3 with venv (Debian: apt-get install python3-venv): ${reasonOf(error)}`,
      {
        cause: error,
      },
    )
  }
  try {
    await run(join(folder, 'bin/pip'), ['install', '--quiet', `ministack==${version}`, 'cryptography'], {
      timeout: 240_000,
    })
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw new Error(`The emulator could not be installed: ministack is not to be had from PyPI: ${reasonOf(error)}`, {
      cause: error,
    })
  }
  return program
}

/** As long as a busy machine needs for a Python program to begin. */
const patienceSeconds = 90

const answers = async (endpoint: string, hasEnded: () => boolean): Promise<boolean> => {
  for (let second = 0; second < patienceSeconds && !hasEnded(); second += 0.5) {
    const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => null)
    if (answer) return true
    await setTimeout(500)
  }
  return false
}

/** Throws one line that says what is missing: Python, the packages, or a reason that the emulator gave. */
export const startEmulator = async (): Promise<Emulator> => {
  const program = await installed()
  const folder = await mkdtemp(join(tmpdir(), 'au-tracker-cloud-'))
  // Functions are unpacked under TMPDIR; the link stands in for the SDK that the Lambda runtime carries.
  const work = join(folder, 'run')
  await mkdir(work)
  await symlink(join(root, 'node_modules'), join(work, 'node_modules'))
  const port = await freePort()
  const endpoint = `http://127.0.0.1:${port}`
  const environment = {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    // Node 24 comes first: ministack runs the functions with the `node` that it finds.
    PATH: [nodeFolder, process.env['PATH']].join(delimiter),
  }
  const child = spawn(program, {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...environment,
      TMPDIR: work,
      S3_DATA_DIR: join(folder, 's3'),
      IOT_MTLS_ENABLED: '0',
      // A state machine waits a twentieth as long before it tries again.
      SFN_WAIT_SCALE: '0.05',
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
    },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-200_000)))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async (): Promise<void> => {
    // Its whole group: the functions that it runs are its children.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  if (!(await answers(endpoint, () => child.exitCode !== null))) {
    await stop()
    throw new Error(`The emulator did not start: ${said.trim().split('\n').at(-1) ?? 'it said nothing'}`)
  }
  return { endpoint, environment, said: () => said, stop }
}

// Imports one bundle in a process of its own, as a cold start does, and tells how long that took.
import { spawnSync } from 'node:child_process'

/** Milliseconds from the import of the bundle until its handler is there; Node's own start is not in it. */
export interface Start {
  wall: number
  cpu: number
}

const probe = `
const [wall, cpu] = [performance.now(), process.cpuUsage()]
const { handler } = await import('./index.mjs')
const { user, system } = process.cpuUsage(cpu)
if (typeof handler !== 'function') throw new Error('The bundle has no handler.')
console.log(JSON.stringify({ wall: performance.now() - wall, cpu: (user + system) / 1000 }))`

const url = 'https://example.org/pool'
const environment = {
  AWS_REGION: 'eu-west-1',
  TABLE_NAME: 'tracker',
  ISSUER: url,
  JWKS_URI: url,
  CLIENT_IDS: 'one,two',
  REPORT_STORE: 'reports',
  SEAL_STORE: 'seals',
  TOPIC: 'arn:aws:sns:eu-west-1:000000000000:announcements',
  VERSION: '0.0.0',
}

export const startOnce = (folder: string): Start => {
  const words = ['--input-type=module', '--eval', probe]
  const run = spawnSync(process.execPath, words, { cwd: folder, env: environment, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`The bundle in ${folder} does not start: ${run.stderr}`)
  return JSON.parse(run.stdout) as Start
}

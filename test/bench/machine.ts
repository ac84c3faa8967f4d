// What the figures were measured on, since they say nothing without it.
import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { dirname, join } from 'node:path'
import { findEngine } from '#infra/local/engine.ts'

const engineVersion = (): string => {
  const manifest = readFileSync(join(dirname(findEngine()), 'package.json'), 'utf8')
  const { name, version } = JSON.parse(manifest) as { name: string; version: string }
  return `${name} ${version}`
}

export const loadNow = (): string =>
  loadavg()
    .map((load) => load.toFixed(2))
    .join(' ')

export const machineFacts = (): string => {
  const [cpu] = cpus()
  return [
    `Machine  ${cpus().length} x ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`,
    `Node     ${process.version}`,
    `Engine   ${engineVersion()}, embedded, in a file; capacity units are those it reports`,
    `Load     ${loadNow()} (1, 5, 15 minutes) at the start, on ${new Date().toISOString()}`,
  ].join('\n')
}

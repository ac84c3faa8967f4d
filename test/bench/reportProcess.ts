// One report in a process of its own, as the function makes it: told the table and where to write, it tells what it took.
import { publishReport } from '#actions/publishReport.ts'
import type { Config } from '#runtime/config.ts'
import { liveServices } from '#runtime/services.ts'

export interface ReportTook {
  seconds: number
  /** Of this process' own processor time. */
  cpuSeconds: number
  residentMegabytes: number
  fileMegabytes: number
}

process.once('message', async ({ config, id }: { config: Config; id: string }) => {
  let fileMegabytes = 0
  const silent = () => {}
  const log = {
    info: silent,
    warn: console.error,
    error: console.error,
    measure: (_names: unknown, { ReportBytes = 0 }: Record<string, number>) => {
      fileMegabytes += ReportBytes / 1e6
    },
  }
  const services = { ...liveServices(config), log, announce: async () => {} }
  const began = performance.now()
  await publishReport(services, { id, edition: 'coordinators', trigger: 'scheduled' })
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const took: ReportTook = {
    seconds: (performance.now() - began) / 1000,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    residentMegabytes: (maxRSS * 1024) / 1e6,
    fileMegabytes,
  }
  process.send?.(took)
  process.disconnect()
})

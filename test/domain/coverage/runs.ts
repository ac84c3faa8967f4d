// How many random cases the counting rules are tried on: 1,000, or COVERAGE_RUNS (10,000 before a release).
import { vi } from 'vitest'

// oxlint-disable-next-line node/no-process-env
const numRuns = Number(process.env['COVERAGE_RUNS'] ?? 1000)

export const runs = { numRuns }

/** Ten times the cases take ten times as long: said by each file, since a file begins with the usual limit. */
export const waitForAllRuns = (): void => {
  if (numRuns > 1000) vi.setConfig({ testTimeout: numRuns * 60 })
}

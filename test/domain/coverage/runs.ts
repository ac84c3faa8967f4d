// How many random cases the counting rules are tried on: 1,000, or COVERAGE_RUNS (10,000 before a release).
import { vi } from 'vitest'

// oxlint-disable-next-line node/no-process-env
const numRuns = Number(process.env['COVERAGE_RUNS'] ?? 1000)
// Ten times the cases take ten times as long.
if (numRuns > 1000) vi.setConfig({ testTimeout: numRuns * 60 })

export const runs = { numRuns }

// How many random cases the counting rules are tried on: 1,000, or COVERAGE_RUNS (10,000 before a release).
// oxlint-disable-next-line node/no-process-env
export const runs = { numRuns: Number(process.env['COVERAGE_RUNS'] ?? 1000) }

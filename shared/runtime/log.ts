// Structured logs, one line of JSON each, without tokens or personal data.

/** What actions and functions may log with. */
export interface Log {
  info: (message: string, details?: Record<string, unknown>) => void
  warn: (message: string, details?: Record<string, unknown>) => void
  error: (message: string, details?: Record<string, unknown>) => void
  /** Counts, as CloudWatch metrics of one dimension; they are a line of the log, so a function needs no grant for them. */
  measure: (dimension: Readonly<Record<string, string>>, counts: Readonly<Record<string, number>>) => void
}

/** By the last word of its name: `LagMilliseconds`, `ReportBytes`, and counts of anything. */
const unitOf = (name: string): string => /(?:Milliseconds|Bytes)$/.exec(name)?.[0] ?? 'Count'

/** CloudWatch makes metrics of a line with this member: the embedded metric format. */
export const metricsLine = (
  dimension: Readonly<Record<string, string>>,
  counts: Readonly<Record<string, number>>,
  milliseconds: number,
): Record<string, unknown> => ({
  _aws: {
    Timestamp: milliseconds,
    CloudWatchMetrics: [
      {
        Namespace: 'ContributionTracker',
        Dimensions: [Object.keys(dimension)],
        Metrics: Object.keys(counts).map((Name) => ({ Name, Unit: unitOf(Name) })),
      },
    ],
  },
  ...dimension,
  ...counts,
})

type Level = 'INFO' | 'WARN' | 'ERROR'

/**
 * Writes past the console, which Lambda would put a header before. A library would do the same at 23 KB a bundle; here it
 * is one line, and the request's own id is among the details.
 */
export const logFor = (
  service: string,
  write: (line: string) => unknown = (line) => process.stdout.write(line),
): Log => {
  const line = (level: Level, message: string, details: Record<string, unknown>): void => {
    const entry = { level, message, timestamp: new Date().toISOString(), service, ...details }
    write(`${JSON.stringify(entry, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))}\n`)
  }
  return {
    info: (message, details = {}) => line('INFO', message, details),
    warn: (message, details = {}) => line('WARN', message, details),
    error: (message, details = {}) => line('ERROR', message, details),
    measure: (dimension, counts) => line('INFO', 'measured', metricsLine(dimension, counts, Date.now())),
  }
}

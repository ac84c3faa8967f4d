// Structured logs, one line of JSON each, without tokens or personal data.
import { Logger } from '@aws-lambda-powertools/logger'

/** What actions and functions may log with. */
export interface Log {
  info: (message: string, details?: Record<string, unknown>) => void
  warn: (message: string, details?: Record<string, unknown>) => void
  error: (message: string, details?: Record<string, unknown>) => void
  /** Counts, as CloudWatch metrics of one dimension; they are a line of the log, so a function needs no grant for them. */
  measure: (dimension: Readonly<Record<string, string>>, counts: Readonly<Record<string, number>>) => void
}

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
        Metrics: Object.keys(counts).map((Name) => ({ Name, Unit: 'Count' })),
      },
    ],
  },
  ...dimension,
  ...counts,
})

export const logFor = (serviceName: string): Log => {
  const logger = new Logger({ serviceName })
  return {
    info: (message, details = {}) => logger.info(message, details),
    warn: (message, details = {}) => logger.warn(message, details),
    error: (message, details = {}) => logger.error(message, details),
    measure: (dimension, counts) => logger.info('measured', metricsLine(dimension, counts, Date.now())),
  }
}

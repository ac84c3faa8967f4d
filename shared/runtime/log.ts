// Structured logs, one line of JSON each, without tokens or personal data.
import { Logger } from '@aws-lambda-powertools/logger'

/** What actions and functions may log with. */
export interface Log {
  info: (message: string, details?: Record<string, unknown>) => void
  warn: (message: string, details?: Record<string, unknown>) => void
  error: (message: string, details?: Record<string, unknown>) => void
}

export const logFor = (serviceName: string): Log => {
  const logger = new Logger({ serviceName })
  return {
    info: (message, details = {}) => logger.info(message, details),
    warn: (message, details = {}) => logger.warn(message, details),
    error: (message, details = {}) => logger.error(message, details),
  }
}

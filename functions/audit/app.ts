// /v1/audit: a function of its own, which alone may read and put seals.
import { httpApp } from '#http/httpApp.ts'
import type { Config } from '#runtime/config.ts'
import type { Services } from '#runtime/services.ts'
import type { Hono } from 'hono'
import { auditOperations } from './routes/audit.ts'

export const createAuditApp = ({ services, config }: { services: Services; config: Config }): Hono =>
  httpApp({ services, config, operations: auditOperations })

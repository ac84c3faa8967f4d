// /v1/reports: a function of its own, because making a report is most of its code and the only use of the bucket.
import { httpApp } from '#http/httpApp.ts'
import type { Config } from '#runtime/config.ts'
import type { Services } from '#runtime/services.ts'
import type { Hono } from 'hono'
import { reportOperations } from './operations.ts'

export const createReportsApp = ({ services, config }: { services: Services; config: Config }): Hono =>
  httpApp({ services, config, operations: reportOperations })

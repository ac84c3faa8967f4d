// /v1/exports: every list as a file. A function of its own, which reads lists and writes nothing but files.
import { httpApp } from '#http/httpApp.ts'
import type { Config } from '#runtime/config.ts'
import type { Services } from '#runtime/services.ts'
import type { Hono } from 'hono'
import { exportOperations } from './operations.ts'

export const createExportsApp = ({ services, config }: { services: Services; config: Config }): Hono =>
  httpApp({ services, config, operations: exportOperations })

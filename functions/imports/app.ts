// /v1/imports: takes files in and tells what became of them; the importer works them off.
import { httpApp } from '#http/httpApp.ts'
import type { Config } from '#runtime/config.ts'
import type { Services } from '#runtime/services.ts'
import type { Hono } from 'hono'
import { importsOperations } from './operations.ts'

export const createImportsApp = ({ services, config }: { services: Services; config: Config }): Hono =>
  httpApp({ services, config, operations: importsOperations })

// /v1/imports/{id}/sheet.*: a function of its own, because writing sheets is code that taking files in does not need.
import { httpApp } from '#http/httpApp.ts'
import type { Config } from '#runtime/config.ts'
import type { Services } from '#runtime/services.ts'
import type { Hono } from 'hono'
import { sheetOperations } from './operations.ts'

export const createSheetsApp = ({ services, config }: { services: Services; config: Config }): Hono =>
  httpApp({ services, config, operations: sheetOperations })

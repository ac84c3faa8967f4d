// /v1/taxonomy, /v1/partners, /v1/needs, /v1/operations, /v1/members and /v1/clients: a function of its own, since they need nothing of matching.
import { httpApp } from '#http/httpApp.ts'
import type { Config } from '#runtime/config.ts'
import type { Services } from '#runtime/services.ts'
import type { Hono } from 'hono'
import { registerOperations } from './operations.ts'

export const createRegistersApp = ({ services, config }: { services: Services; config: Config }): Hono =>
  httpApp({ services, config, operations: registerOperations })

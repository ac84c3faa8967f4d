// The API: check, record and list contributions, what no other function answers under /v1, and whether it is alive.
import { httpApp } from '#http/httpApp.ts'
import type { Config } from '#runtime/config.ts'
import type { Services } from '#runtime/services.ts'
import type { Hono } from 'hono'
import { operations } from './operations.ts'

export const createApp = ({ services, config }: { services: Services; config: Config }): Hono =>
  httpApp({ services, config, operations })

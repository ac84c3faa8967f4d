// /v1/findings and /v1/names: a function of its own, so that what coordinators work with has room to grow beside the API's bundle.
import { httpApp } from '#http/httpApp.ts'
import type { Config } from '#runtime/config.ts'
import type { Services } from '#runtime/services.ts'
import type { Hono } from 'hono'
import { nameOperations } from './names.ts'
import { findingOperations } from './operations.ts'

export const createReviewApp = ({ services, config }: { services: Services; config: Config }): Hono =>
  httpApp({ services, config, operations: [...findingOperations, ...nameOperations] })

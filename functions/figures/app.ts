// /v1/coverage: a function of its own, which reads figures and writes nothing.
import { httpApp } from '#http/httpApp.ts'
import type { Config } from '#runtime/config.ts'
import type { Services } from '#runtime/services.ts'
import type { Hono } from 'hono'
import { figureOperations } from './operations.ts'

export const createFiguresApp = ({ services, config }: { services: Services; config: Config }): Hono =>
  httpApp({ services, config, operations: figureOperations })

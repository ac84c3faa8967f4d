// /v1/contributions/{id} and below: a function of its own, which needs no matching.
import { httpApp } from '#http/httpApp.ts'
import type { Config } from '#runtime/config.ts'
import type { Services } from '#runtime/services.ts'
import type { Hono } from 'hono'
import { oneContributionOperations } from './operations.ts'

export const createContributionsApp = ({ services, config }: { services: Services; config: Config }): Hono =>
  httpApp({ services, config, operations: oneContributionOperations })

// /v1/imports/uploads: a function of its own, which also reads what was posted.
import type { SignForm } from '#actions/startUpload.ts'
import { httpApp } from '#http/httpApp.ts'
import type { Config } from '#runtime/config.ts'
import type { Services } from '#runtime/services.ts'
import type { Hono } from 'hono'
import { uploadOperations } from './routes/uploads.ts'

interface Parts {
  services: Services
  config: Config
  sign: SignForm
}

export const createUploadsApp = ({ services, config, sign }: Parts): Hono =>
  httpApp({ services, config, operations: uploadOperations(sign) })

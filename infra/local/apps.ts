// Every function's app behind one address, as the HTTP API has them behind its routes.
import { createApp } from '#functions/api/app.ts'
import { createContributionsApp } from '#functions/contributions/app.ts'
import { createDocsApp } from '#functions/docs/app.ts'
import { createAuditApp } from '#functions/audit/app.ts'
import { createCalendarApp } from '#functions/calendar/app.ts'
import { createExportsApp } from '#functions/exports/app.ts'
import { createFiguresApp } from '#functions/figures/app.ts'
import { createRegistersApp } from '#functions/registers/app.ts'
import { createReportsApp } from '#functions/reports/app.ts'
import { createImportsApp } from '#functions/imports/app.ts'
import { createSheetsApp } from '#functions/sheets/app.ts'
import { createUploadsApp } from '#functions/uploads/app.ts'
import { createReviewApp } from '#functions/review/app.ts'
import { localAssets } from '#functions/docs/assets.ts'
import type { Config } from '#runtime/config.ts'
import type { Services } from '#runtime/services.ts'
import { functionAt, type HttpFunction } from '../routing.ts'
import { issuerPath } from './issuer.ts'
import type { Fetch } from './server.ts'
import { type LocalUploads, uploadsPath } from './uploads.ts'

type Part = { fetch: Fetch }

/** As the HTTP API's routes do on AWS; what is in none of them is the API's 404. */
export const route =
  (parts: Record<HttpFunction | 'issuer' | 'bucket', Part>): Fetch =>
  (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === uploadsPath) return parts.bucket.fetch(request)
    const name = pathname.startsWith(`${issuerPath}/`) ? 'issuer' : functionAt(pathname)
    return parts[name ?? 'api'].fetch(request)
  }

export const appsOf = (services: Services, config: Config, issued: Part, bucket: LocalUploads) => ({
  api: createApp({ services, config }),
  contributions: createContributionsApp({ services, config }),
  registers: createRegistersApp({ services, config }),
  figures: createFiguresApp({ services, config }),
  audit: createAuditApp({ services, config }),
  exports: createExportsApp({ services, config }),
  calendar: createCalendarApp({ services, config }),
  review: createReviewApp({ services, config }),
  imports: createImportsApp({ services, config }),
  sheets: createSheetsApp({ services, config }),
  uploads: createUploadsApp({ services, config, sign: bucket.sign }),
  reports: createReportsApp({ services, config }),
  docs: createDocsApp(localAssets()),
  issuer: issued,
  bucket,
})

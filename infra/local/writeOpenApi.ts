// Writes functions/docs/openapi.json: npm run openapi
import { writeFileSync } from 'node:fs'
import { openApiDocument } from './openApi.ts'

/** The bytes of the file: a test compares them with what is committed. */
export const openApiText = (): string => `${JSON.stringify(openApiDocument(), null, 2)}\n`

if (import.meta.main) writeFileSync(new URL('../../functions/docs/openapi.json', import.meta.url), openApiText())

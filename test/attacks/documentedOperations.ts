// Every operation of the published document, and how a request to it looks when only one thing of it is hostile.
import document from '#functions/docs/openapi.json' with { type: 'json' }
import type { SentHeaders } from '#test/support/tracker.ts'

export interface DocumentedOperation {
  method: string
  /** With an unknown id in place of each parameter. */
  path: string
  takesJson: boolean
  takesParameters: boolean
  /** The preconditions without which it would be refused before the body is looked at. */
  headers: SentHeaders
  name: string
}

interface Documented {
  requestBody?: { content: Record<string, unknown> }
  parameters?: { name: string; in: string }[]
}

const isJson = (type: string): boolean => /^application\/(?:merge-patch\+)?json$/.test(type)

const asRequest = (path: string, method: string, { requestBody, parameters = [] }: Documented): DocumentedOperation => {
  const takesMatch = parameters.some(({ name }) => name.toLowerCase() === 'if-match')
  return {
    method: method.toUpperCase(),
    path: path.replaceAll(/\{kind\}/g, 'unit').replaceAll(/\{\w+\}/g, 'unknown'),
    takesJson: Object.keys(requestBody?.content ?? {}).some(isJson),
    takesParameters: path.includes('{'),
    headers: takesMatch ? { 'if-match': '"1"' } : {},
    name: `${method.toUpperCase()} ${path}`,
  }
}

const paths = Object.entries(document.paths as unknown as Record<string, Record<string, Documented>>)

/** All under /v1: the others take no token. */
export const documentedOperations: DocumentedOperation[] = paths
  .filter(([path]) => path.startsWith('/v1/'))
  .flatMap(([path, methods]) => Object.entries(methods).map(([method, shape]) => asRequest(path, method, shape)))

// The OpenAPI 3.1 document, made of the operations that the functions mount: what is documented is what is served.
import { operations } from '#functions/api/operations.ts'
import { auditOperations } from '#functions/audit/routes/audit.ts'
import { oneContributionOperations } from '#functions/contributions/operations.ts'
import { calendarOperations } from '#functions/calendar/operations.ts'
import { exportOperations } from '#functions/exports/operations.ts'
import { figureOperations } from '#functions/figures/operations.ts'
import { registerOperations } from '#functions/registers/operations.ts'
import { reportOperations } from '#functions/reports/operations.ts'
import { nameOperations } from '#functions/review/names.ts'
import { importsOperations } from '#functions/imports/operations.ts'
import { findingOperations } from '#functions/review/operations.ts'
import { sheetOperations } from '#functions/sheets/operations.ts'
import { uploadOperations } from '#functions/uploads/routes/uploads.ts'
import type { Operation } from '#http/operation.ts'
import {
  createDocument,
  type CreateDocumentOptions,
  type ZodObjectInput,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi'
import { toJSONSchema } from 'zod/v4/core'
import packageJson from '../../package.json' with { type: 'json' }
import { answersOf } from './openApiAnswers.ts'
import { limitsText } from './openApiLimits.ts'
import { parametersOf } from './openApiParameters.ts'
import { withPatchShapes } from './openApiPatches.ts'

type Override = NonNullable<CreateDocumentOptions['override']>

/**
 * Text is documented as it is sent, also where it is answered tidied: one component serves both ways. A query's text that
 * becomes a number is documented as the number, with the default that zod cannot show as text.
 */
const override: Override = ({ zodSchema, jsonSchema }) => {
  const { def } = zodSchema._zod
  if (def.type === 'default') jsonSchema.default = def.defaultValue
  if (def.type !== 'pipe') return
  const shown = def.out._zod.def.type === 'number' ? def.out : def.in
  const { $schema: _schema, ...documented } = toJSONSchema(shown, { io: 'input' })
  for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key)
  Object.assign(jsonSchema, documented)
}

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** `patch /v1/contributions/{id}` is patchContributionsById: stable as long as method and path are. */
const operationId = ({ method, path }: Pick<Operation, 'method' | 'path'>): string => {
  const segments = path.split('/').slice(2)
  return (
    method +
    segments.map((part) => (part.startsWith('{') ? `By${capitalized(part.slice(1, -1))}` : capitalized(part))).join('')
  )
}

const mediaTypesOf = ({ method }: Operation): string[] =>
  method === 'patch' ? ['application/merge-patch+json', 'application/json'] : ['application/json']

const documented = (operation: Operation): ZodOpenApiOperationObject => {
  const { body, description, query, summary, tag } = operation
  return {
    operationId: operationId(operation),
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    ...(query ? { requestParams: { query: query as ZodObjectInput } } : {}),
    parameters: parametersOf(operation),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: Object.fromEntries(mediaTypesOf(operation).map((type) => [type, { schema: body }])),
          },
        }
      : {}),
    responses: answersOf(operation),
  }
}

const healthz: { get: ZodOpenApiOperationObject } = {
  get: {
    operationId: 'getHealthz',
    tags: ['Operation'],
    summary: 'Is the API alive, and which version is it?',
    security: [],
    responses: {
      200: {
        description: 'It is.',
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: { status: { const: 'ok' }, version: { type: 'string' } },
              required: ['status', 'version'],
            },
          },
        },
      },
    },
  },
}

const pathsOf = (all: readonly Operation[]): ZodOpenApiPathsObject => {
  const paths: ZodOpenApiPathsObject = { '/healthz': healthz }
  for (const operation of all)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: documented(operation) }
  return paths
}

export const documentedOperations: readonly Operation[] = [
  ...registerOperations,
  ...operations,
  ...oneContributionOperations,
  ...figureOperations,
  ...exportOperations,
  ...calendarOperations,
  ...findingOperations,
  ...importsOperations,
  ...sheetOperations,
  ...uploadOperations(async () => Promise.reject(new Error('Documented, and not served.'))),
  ...auditOperations,
  ...nameOperations,
  ...reportOperations,
]

const everything = () =>
  createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'AU contribution tracker',
        version: packageJson.version,
        description: `${packageJson.description}\n\n${limitsText}`,
        license: { name: packageJson.license, identifier: packageJson.license },
      },
      servers: [{ url: '/', description: 'Where this document is served.' }],
      tags: [...new Set(documentedOperations.map(({ tag }) => tag)), 'Operation'].map((name) => ({ name })),
      security: [{ bearer: [] }],
      paths: pathsOf(documentedOperations),
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'An access token of the user pool.',
          },
        },
      },
    },
    { override },
  )

export const openApiDocument = () => {
  const document = everything()
  const schemas = withPatchShapes((document.components?.schemas ?? {}) as Record<string, Record<string, unknown>>)
  return { ...document, components: { ...document.components, schemas } }
}

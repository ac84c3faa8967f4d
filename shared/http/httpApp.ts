// The edge that every HTTP function shares: caller, query, preconditions, body, and one answer to every error.
import type { Context, HonoRequest } from 'hono'
import { Hono } from 'hono/tiny'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { languageOf } from './language.ts'
import { etagIfSent, expectedRevision, idempotencyKey, isHeld } from './preconditions.ts'
import { Refusal } from '#model/refusal.ts'
import type { Config } from '#runtime/config.ts'
import type { Services } from '#runtime/services.ts'
import * as z from 'zod/mini'
import { readBody, readQuery, refuseBody, refusePacked } from './body.ts'
import { callerVerifier } from './caller.ts'
import { cursorMaker } from './cursor.ts'
import { type Answer, type Call, maxParameterLength, type Operation, takesNothing } from './operation.ts'
import { faultResponse, Problem, problemResponse } from './problem.ts'
import { isCounted, writeQuota } from './writeQuota.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** The operation's path, with its parameters in braces. */
    route: string
  }
}

interface Edge {
  services: Services
  verify: ReturnType<typeof callerVerifier>
  countWrite: ReturnType<typeof writeQuota>
  cursorsOf: ReturnType<typeof cursorMaker>
}

const noQuery = z.strictObject({})

const isWrite = ({ method }: Operation): boolean => method !== 'get'

const paramsOf = (context: Context): Record<string, string> => {
  const params = context.req.param() as Record<string, string>
  if (Object.values(params).some(({ length }) => length > maxParameterLength))
    throw new Refusal('not-found', 'There is no such record.')
  return params
}

/** A request without a body is an empty file; one whose client went away is none. */
async function* arriving(body: AsyncIterable<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? []
  } catch {
    throw new Refusal('unreadable-file', 'The file did not arrive whole.')
  }
}

/** A file is left unread. */
const bodyOf = async (operation: Operation, request: HonoRequest): Promise<unknown> => {
  if (operation.takesFiles) refusePacked(request)
  if (takesNothing(operation)) await refuseBody(request)
  return operation.body ? readBody(request, operation.body) : undefined
}

const callOf = async (edge: Edge, operation: Operation, context: Context): Promise<Call<unknown, unknown>> => {
  const { req } = context
  const caller = await edge.verify(req.header('authorization'), isWrite(operation))
  const params = paramsOf(context)
  const query = readQuery(req, operation.query ?? noQuery)
  const expected = expectedRevision(req, operation.precondition ?? 'none')
  const key = operation.method === 'post' ? idempotencyKey(req) : undefined
  const body = await bodyOf(operation, req)
  if (isCounted(operation)) await edge.countWrite(caller)
  const { fingerprint } = edge.services
  const { cursor: _cursor, limit: _limit, ...filters } = (query ?? {}) as Record<string, unknown>
  return {
    services: edge.services,
    caller,
    request: {
      caller,
      requestId: context.get('requestId'),
      once: key
        ? {
            id: fingerprint([caller.id, req.method, req.path, key]),
            fingerprint: fingerprint([query ?? {}, body ?? null]),
          }
        : null,
    },
    params,
    query,
    body,
    upload: { contentType: req.header('content-type'), body: arriving(req.raw.body) },
    expected,
    language: languageOf(context),
    expectedEtag: operation.precondition === 'etag-if-sent' ? etagIfSent(req) : null,
    cursors: await edge.cursorsOf(JSON.stringify([caller.id, req.path, filters])),
    handed: await edge.cursorsOf(JSON.stringify([caller.id])),
  }
}

/** Each piece is asked for when the last one has been sent. */
const streamed = (pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> => {
  const iterator = pieces[Symbol.asyncIterator]()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => {
      await iterator.return?.()
    },
  })
}

const responseOf = (context: Context, { status, body, headers = {}, file }: Answer): Response => {
  if (file) {
    const content = 'text' in file ? file.text : streamed(file.stream)
    return new Response(content, { status, headers: { 'content-type': file.contentType, ...headers } })
  }
  if (body === undefined) return new Response(null, { status, headers })
  if (
    headers['etag'] !== undefined &&
    context.req.method === 'GET' &&
    isHeld(context.req.header('if-none-match') ?? '', headers['etag'])
  )
    return new Response(null, { status: 304, headers })
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
}

const noSuchPath = (): Problem => new Problem('no-such-path', 'See /openapi.json for what there is.')

const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

const refuseOtherMethods = (app: Hono, path: string, methods: readonly string[]): void => {
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ')
  app.all(path, () => {
    throw new Problem('method-not-allowed', `This path takes ${allow}.`, { allow })
  })
}

const mountAll = (app: Hono, edge: Edge, operations: readonly Operation[]): void => {
  for (const operation of operations) {
    app.on(operation.method.toUpperCase(), honoPath(operation.path), async (context) => {
      context.set('route', operation.path)
      return responseOf(context, await operation.handle(await callOf(edge, operation, context)))
    })
  }
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const methods = operations.filter((operation) => operation.path === path).map(({ method }) => method.toUpperCase())
    refuseOtherMethods(app, honoPath(path), methods)
  }
}

const isNamed = ({ path }: Operation): boolean => !path.includes('{')

/** Named paths first, with their refusals: `/v1/partners/resolve` takes no PATCH, though `/v1/partners/{id}` does. */
const mount = (app: Hono, edge: Edge, operations: readonly Operation[]): void => {
  mountAll(app, edge, operations.filter(isNamed))
  mountAll(
    app,
    edge,
    operations.filter((operation) => !isNamed(operation)),
  )
}

export interface HttpAppParts {
  services: Services
  config: Config
  operations: readonly Operation[]
}

/** Operations over given services: no AWS, no Lambda, no server. */
export const httpApp = ({ services, config, operations }: HttpAppParts): Hono => {
  const app = new Hono()
  const edge: Edge = {
    services,
    verify: callerVerifier({ services, config }),
    countWrite: writeQuota({ services, config }),
    cursorsOf: cursorMaker(services),
  }
  app.use(requestId({ limitLength: 64 }))
  app.use(secureHeaders())
  app.use(async (context, next) => {
    const started = performance.now()
    await next()
    services.log.info('request', {
      requestId: context.get('requestId'),
      method: context.req.method,
      // The route and not the path, which may hold who somebody is: a member's id is often an address.
      route: context.get('route') ?? 'none',
      status: context.res.status,
      milliseconds: Math.round(performance.now() - started),
    })
  })
  // The smallest router takes a slash at the end for nothing; one path has one name.
  app.use(async ({ req }, next) => {
    if (req.path.endsWith('/')) throw noSuchPath()
    await next()
  })
  app.get('/healthz', (context) => context.json({ status: 'ok', version: config.VERSION }))
  refuseOtherMethods(app, '/healthz', ['GET'])
  mount(app, edge, operations)
  app.notFound(() => problemResponse(noSuchPath()) ?? faultResponse(''))
  app.onError((error, context) => {
    const expected = problemResponse(error)
    if (expected) return expected
    const id = context.get('requestId')
    services.log.error('fault', { requestId: id, name: error.name, reason: error.message, stack: error.stack })
    return faultResponse(id)
  })
  return app
}

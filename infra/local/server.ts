// The HTTP server of one machine: takes the port at once, answers when the tracker is ready, and closes without a cut.
import { STATUS_CODES } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { Server as NetServer } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { StartError } from './startError.ts'

export type Fetch = (request: Request) => Response | Promise<Response>

export type HttpServer = {
  serve: (fetch: Fetch) => void
  /** Takes no more requests and waits for those in flight. */
  close: () => Promise<void>
}

const closeMilliseconds = 10_000
const idleMilliseconds = 100

const starting: Fetch = () =>
  Response.json(
    { type: '/problems/starting', title: 'The tracker is starting', status: 503 },
    { status: 503, headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '1' } },
  )

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reasons: Partial<Record<string, string>> = {
        EADDRINUSE: `Port ${port} is taken by another program: stop it, or choose another port, as in "PORT=${port + 1} npm start".`,
        EACCES: `Port ${port} may not be opened by you: choose one above 1023, as in "PORT=8787 npm start".`,
      }
      const reason = reasons[error.code ?? '']
      reject(reason === undefined ? error : new StartError(reason))
    })
    // Loopback only: the local issuer's tokens are for whoever can read DATA_DIR.
    server.listen(port, '127.0.0.1')
  })

/** On what no app gets to see; apps send more of their own. */
const safeHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'SAMEORIGIN',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

const problem = (status: number): string =>
  JSON.stringify({ type: '/problems/bad-request', title: STATUS_CODES[status], status })

const refuse = (outgoing: ServerResponse, status: number): void => {
  outgoing.writeHead(status, { ...safeHeaders, 'Content-Type': 'application/problem+json', Connection: 'close' })
  outgoing.end(problem(status))
}

const statusOfError: Partial<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** What is no HTTP has no request to answer: the bytes go to the socket. */
const refuseBytes = ({ code = '' }: NodeJS.ErrnoException, socket: Duplex): void => {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const status = statusOfError[code] ?? 400
  const body = problem(status)
  const headers = { ...safeHeaders, 'Content-Type': 'application/problem+json', 'Content-Length': body.length }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, 'Connection: close', '', body].join('\r\n'))
}

const hostForm = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i

/** One host that is one, and a path or an address of this scheme (RFC 9112, 3.2). */
const isAddressed = ({ rawHeaders, url = '' }: IncomingMessage): boolean => {
  const hosts = rawHeaders.filter((_value, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'host')
  return hosts.length === 1 && hostForm.test(hosts[0] ?? '') && /^(?:\/|http:\/\/)[^\\]*$/i.test(url)
}

/** What API Gateway refuses before any function is called is refused here. */
const guard = (server: Server): void => {
  const [handle] = server.listeners('request')
  server.removeAllListeners('request')
  server.on('request', (incoming, outgoing) => {
    if (isAddressed(incoming)) handle?.call(server, incoming, outgoing)
    else refuse(outgoing, 400)
  })
  server.on('checkExpectation', (_incoming, outgoing) => refuse(outgoing, 417))
  server.on('clientError', refuseBytes)
}

/**
 * HTTP's own close() ends at once every connection without a request in hand, also one whose request is on its way; so
 * only the port is closed at first, and connections are let go as they stay idle.
 */
const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), idleMilliseconds)
    const late = setTimeout(() => server.closeAllConnections(), closeMilliseconds)
    NetServer.prototype.close.call(server, () => {
      clearInterval(idle)
      clearTimeout(late)
      resolve()
    })
  })

/** The port is taken before anything slow begins, so that a conflict shows at once and nobody takes it meanwhile. */
export const openPort = async (port: number): Promise<HttpServer> => {
  let current = starting
  // A request without a host is refused by the guard, which says so with a body.
  const serverOptions = { requireHostHeader: false }
  const server = createAdaptorServer({ fetch: (request) => current(request), serverOptions }) as Server
  guard(server)
  await listen(server, port)
  return {
    serve: (fetch) => {
      current = fetch
    },
    close: () => close(server),
  }
}

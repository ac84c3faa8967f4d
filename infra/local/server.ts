// The HTTP server of one machine: takes the port at once, answers when the tracker is ready, and closes without a cut.
import type { Server } from 'node:http'
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
  const server = createAdaptorServer({ fetch: (request) => current(request) }) as Server
  await listen(server, port)
  return {
    serve: (fetch) => {
      current = fetch
    },
    close: () => close(server),
  }
}

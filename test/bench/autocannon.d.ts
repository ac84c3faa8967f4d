// The little of autocannon that the benchmark uses; the package brings no types.
declare module 'autocannon' {
  interface Request {
    method: string
    path: string
    headers: Record<string, string>
    body?: string
  }
  interface Client {
    setRequests: (requests: Request[]) => void
  }
  interface Options {
    url: string
    connections: number
    amount: number
    setupClient: (client: Client) => void
  }
  interface Result {
    non2xx: number
    errors: number
  }
  interface Run extends Promise<Result> {
    on: (event: 'response', listen: () => void) => void
  }
  export default function autocannon(options: Options): Run
}

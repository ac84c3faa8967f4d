// A stand-in for the table of a register too large to write here: contributions and findings are made as they are asked for,
// in DynamoDB's own JSON over HTTP, and all else is the embedded engine's. A process of its own, which tells its port.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { request } from 'node:http'

/** What is made, and from what: items as DynamoDB writes them, in which `@…@` stands for what each has of its own. */
export interface MadeRegister {
  engine: string
  contributions: number
  findings: number
  contributionItems: string[]
  findingItems: string[]
}

/** DynamoDB ends a page before it passes this. */
const pageBytes = 1024 * 1024

const numbered = (letter: string, at: number): string => `${letter}${String(at).padStart(31, '0')}`
const numberIn = (key: string): number => Number(key.slice(key.indexOf('#') + 2))

const filled = (text: string, own: Record<string, string>): string =>
  text.replaceAll(/@(\w+)@/g, (_all, name: string) => own[name] ?? '')

/** Two findings in three are of duplicates, which chain into groups of two to four; the others are overlaps of effort. */
const sidesAt = (at: number, contributions: number): [number, number] => {
  const first = (at % 3 === 2 ? at * 7 : at * 2) % (contributions - 16)
  return [first, first + (at % 3 === 2 ? 13 : 1 + (at % 2))]
}

const answers = ({ engine, contributions, findings, contributionItems, findingItems }: MadeRegister) => {
  const contribution = (key: string): string => {
    const at = numberIn(key)
    return filled(contributionItems[at % contributionItems.length] ?? '', { id: numbered('c', at) })
  }
  const finding = (at: number): string => {
    const [a, b] = sidesAt(at, contributions)
    return filled(findingItems[at % findingItems.length] ?? '', {
      id: numbered('f', at),
      kind: at % 3 === 2 ? 'overlapping-effort' : 'duplicate-record',
      a: numbered('c', a),
      b: numbered('c', b),
    })
  }
  const page = (after: string | undefined, limit: number): string => {
    const items: string[] = []
    let at = after === undefined ? 0 : numberIn(after) + 1
    for (let bytes = 0; items.length < limit && bytes < pageBytes && at < findings; at += 1) {
      items.push(finding(at))
      bytes += items.at(-1)?.length ?? 0
    }
    const last = { pk: { S: `FINDING#${numbered('f', at - 1)}` } }
    const next = at < findings ? `,"LastEvaluatedKey":${JSON.stringify(last)}` : ''
    return `{"Count":${items.length},"Items":[${items.join(',')}]${next}}`
  }
  const made = (key: string, sk: string): string[] => {
    if (sk === 'CONTRIBUTION') return [contribution(key)]
    return sk === 'FINDING' ? [finding(numberIn(key))] : []
  }
  type Asked = {
    Limit: number
    ExclusiveStartKey?: { pk: { S: string } }
    ExpressionAttributeValues?: Record<string, { S?: string }>
    RequestItems?: Record<string, { Keys: { pk: { S: string }; sk: { S: string } }[] }>
  }
  /** undefined where the engine is to answer. */
  const answer = (target: string, body: string): string | undefined => {
    const asked = JSON.parse(body) as Asked
    if (target.endsWith('.Query') && asked.ExpressionAttributeValues?.[':pk']?.S === 'FINDING#')
      return page(asked.ExclusiveStartKey?.pk.S, asked.Limit)
    const [[table, { Keys }] = ['', { Keys: [] }]] = Object.entries(asked.RequestItems ?? {})
    if (!/^(FINDING#f|CONTRIBUTION#c)\d{31}$/.test(Keys[0]?.pk.S ?? '')) return undefined
    const items = Keys.flatMap(({ pk, sk }) => made(pk.S, sk.S))
    return `{"Responses":{${JSON.stringify(table)}:[${items.join(',')}]},"UnprocessedKeys":{}}`
  }
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const own = answer(String(incoming.headers['x-amz-target']), body.toString())
    if (own !== undefined) {
      outgoing.setHeader('content-type', 'application/x-amz-json-1.0')
      outgoing.end(own)
      return
    }
    const { method, headers } = incoming
    const passed = request(engine, { method, headers }, (theirs) => {
      outgoing.writeHead(theirs.statusCode ?? 500, theirs.headers)
      theirs.pipe(outgoing)
    })
    passed.end(body)
  }
}

process.once('message', (register: MadeRegister) => {
  const answered = answers(register)
  const server = createServer((incoming, outgoing) => void answered(incoming, outgoing))
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.(typeof address === 'object' ? address?.port : 0)
  })
})

// Reads the decided findings of a running tracker through its API, each with both of its contributions.
import { Verdict } from '#model/finding.ts'
import * as z from 'zod/mini'
import type { DecidedPair } from './labelledSets.ts'

const FindingsPage = z.object({
  items: z.array(
    z.object({
      contributions: z.array(z.object({ id: z.string() })),
      decisions: z.array(z.object({ verdict: Verdict })),
    }),
  ),
  next: z.nullable(z.string()),
})
const Row = z.looseObject({ id: z.string() })

const here = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** The address of a tracker, without a slash at its end. A token goes over the network by https only. */
export function trackerUrl(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Error(`--from takes an http or https URL, got "${given}".`)
  if (url.protocol === 'http:' && !here.has(url.hostname))
    throw new Error(`A token goes to ${url.hostname} by https only.`)
  return given.replace(/\/+$/, '')
}

/** An answer that takes longer is an error, with the request named. */
const longestAnswer = 30_000

/**
 * The last verdict on every decided pair, latest change first; a pair whose records the caller cannot read any more is
 * left out. The token is a coordinator's: a finding needs sight of both sides. Throws an Error with the status and the
 * path where the tracker refuses.
 */
export async function* decidedOf(url: string, token: string): AsyncGenerator<DecidedPair> {
  const read = readerOf(url, token)
  const contributions = new Map<string, Promise<z.infer<typeof Row> | null>>()
  const contribution = (id: string): Promise<z.infer<typeof Row> | null> => {
    const known = contributions.get(id) ?? read(`/v1/contributions/${encodeURIComponent(id)}`, Row)
    contributions.set(id, known)
    return known
  }
  for await (const { contributions: sides, decisions } of findingsOf(read)) {
    const [a, b] = await Promise.all(sides.slice(0, 2).map(({ id }) => contribution(id)))
    const verdict = decisions.at(-1)?.verdict
    if (a && b && verdict) yield { a, b, verdict }
  }
}

type Read = <T>(path: string, schema: z.ZodMiniType<T>) => Promise<T | null>

async function* findingsOf(read: Read): AsyncGenerator<z.infer<typeof FindingsPage>['items'][number]> {
  let cursor: string | null = ''
  while (cursor !== null) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: z.infer<typeof FindingsPage> | null = await read(
      `/v1/findings?state=decided&limit=200${after}`,
      FindingsPage,
    )
    if (page === null) throw new Error('There is no tracker at that address: it has no list of findings.')
    yield* page.items
    cursor = page.next
  }
}

// Null for what is not there, or not any more.
const readerOf =
  (url: string, token: string): Read =>
  async (path, schema) => {
    const answer = await fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(longestAnswer),
    })
    if (answer.status === 404) return null
    if (!answer.ok) throw new Error(`The tracker answers ${answer.status} to GET ${path}.`)
    return schema.parse(await answer.json())
  }

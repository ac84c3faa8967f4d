// Tells a running tracker which organization a local person belongs to, by the route that administrators use.
import * as z from 'zod'
import type { NewMember } from '#model/caller.ts'
import type { Issuer } from './issuer.ts'
import { StartError } from './startError.ts'

export type Person = NewMember & { subject: string }

const Known = z.object({ organization: z.string().nullable(), role: z.string(), removed: z.boolean().default(false) })
const Problem = z.object({ title: z.string(), detail: z.string().optional(), errors: z.array(z.unknown()).optional() })

const callMilliseconds = 5000
const tokenHours = 1 / 60

const isRunning = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(callMilliseconds) })).ok
  } catch {
    return false
  }
}

const explain = async (response: Response): Promise<string> => {
  const problem = Problem.safeParse(await response.json().catch(() => undefined))
  return problem.success ? (problem.data.detail ?? problem.data.title) : `HTTP ${response.status}`
}

/** The precondition that says what this write replaces; none when nothing has to be written. */
const preconditionFor = async (existing: Response, { organization, role }: Person) => {
  if (existing.status === 404) return { 'If-None-Match': '*' }
  if (!existing.ok) throw new StartError(`The tracker does not say who its members are: ${await explain(existing)}`)

  const known = Known.parse(await existing.json())
  if (known.organization === organization && known.role === role && !known.removed) return undefined
  return { 'If-Match': existing.headers.get('ETag') ?? '' }
}

/** Leaves a membership that is there already as it is, and only hints where there is no tracker to tell. */
export const enrol = async (url: string, issuer: Issuer, person: Person): Promise<void> => {
  const { subject, role, organization } = person
  if (!(await isRunning(url))) {
    const hint = 'start it, and ask for the token again, so that it learns whom the token belongs to.'
    console.error(`No tracker answers at ${url}: ${hint}`)
    return
  }
  const administrator = { subject: 'local-enrolment', role: 'administrator', hours: tokenHours } as const
  const headers = { Authorization: `Bearer ${await issuer.token(url, administrator)}` }
  const member = `${url}/v1/members/${encodeURIComponent(subject)}`
  const signal = AbortSignal.timeout(callMilliseconds)

  const precondition = await preconditionFor(await fetch(member, { headers, signal }), person)
  if (!precondition) return
  const response = await fetch(member, {
    method: 'PUT',
    headers: { ...headers, ...precondition, 'Content-Type': 'application/json' },
    body: JSON.stringify({ organization, role } satisfies NewMember),
    signal,
  })
  if (!response.ok) throw new StartError(`The tracker does not take ${subject} as a member: ${await explain(response)}`)
}

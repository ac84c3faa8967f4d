// `npm run import -- FILE`: brings a file into the tracker on this machine, or into any by its URL and a token.
import { setTimeout as wait } from 'node:timers/promises'
import { openDataFolder, readRunning } from './dataFolder.ts'
import { type Call, importFile, type PostForm } from './importClient.ts'
import { endLines, progressOn, rowLine } from './importReport.ts'
import { type ImportWords, importWords } from './importWords.ts'
import { issuerIn } from './issuer.ts'
import { enrol, type Person } from './membership.ts'
import { readSettings } from './settings.ts'
import { explainAndExit, StartError } from './startError.ts'

const lookMilliseconds = 500

/** The tracker of DATA_DIR, as a coordinator, or as the partner that is named. */
const localTracker = async (partner: string | null): Promise<NonNullable<ImportWords['other']>> => {
  const { DATA_DIR, PORT } = readSettings()
  openDataFolder(DATA_DIR)
  const issuer = await issuerIn(DATA_DIR)
  const url = readRunning(DATA_DIR)?.url ?? `http://127.0.0.1:${PORT}`
  const person: Person =
    partner === null
      ? { subject: 'local-coordinator', role: 'coordinator', organization: null }
      : { subject: `local-partner-${partner}`, role: 'partner', organization: partner }
  await enrol(url, issuer, person)
  return { url, token: await issuer.token(url, { ...person, hours: 12 }) }
}

const asked = async (url: string, request: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, { ...request, redirect: 'error' })
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const { origin } = new URL(url)
    throw new Error(`${origin} does not answer: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause: error,
    })
  }
}

const callOf =
  ({ url, token }: NonNullable<ImportWords['other']>): Call =>
  async ({ method, path, headers, body }) =>
    asked(`${url}${path}`, {
      method,
      headers: { ...headers, authorization: `Bearer ${token}` },
      ...(body ? { body: body(), duplex: 'half' as const } : {}),
    })

const post: PostForm = async (url, body) => asked(url, { method: 'POST', body })

/** 0 when every row went in or was set aside, 2 when some were rejected or wait, 1 when the file was refused. */
const run = async (words: string[]): Promise<number> => {
  const { wanted, other, partner, json } = await importWords(words)
  const tracker = other ?? (await localTracker(partner))
  const watch = { pause: async () => wait(lookMilliseconds), progress: progressOn(process.stderr) }
  const { end, rows } = await importFile({ call: callOf(tracker), post }, wanted, watch)
  for await (const row of rows()) {
    const text = json ? JSON.stringify(row) : rowLine(row)
    if (text !== null) process.stdout.write(`${text}\n`)
  }
  const lines = endLines(end, wanted.query['dryRun'] === 'true')
  for (const line of lines) (json ? process.stderr : process.stdout).write(`${line}\n`)
  const { rejected = 0, waiting = 0 } = end.counts
  return rejected + waiting > 0 ? 2 : 0
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const isLine = error instanceof Error && /does not answer/.test(error.message)
  explainAndExit(isLine ? new StartError(error.message) : error)
}

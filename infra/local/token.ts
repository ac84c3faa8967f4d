// `npm run --silent token -- --role coordinator`: prints a token that the tracker on this machine accepts.
import { parseArgs } from 'node:util'
import { type Role, roles } from '#model/caller.ts'
import { openDataFolder, readRunning } from './dataFolder.ts'
import { type ClientClaims, type Issuer, issuerIn } from './issuer.ts'
import { enrol, type Person } from './membership.ts'
import { readSettings } from './settings.ts'
import { explainAndExit, StartError } from './startError.ts'

const usage =
  'npm run --silent token -- --role partner --partner eu | --role coordinator|reader|auditor|administrator ' +
  '[--name second] [--hours 12] | --client eu-desk [--scope "tracker/read"]'

const code = /^[a-z0-9]+(-[a-z0-9]+)*$/
const longestHours = 24 * 366

const refuse = (what: string): never => {
  throw new StartError(`${what}: ${usage}`)
}

const parse = (words: string[]) => {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: words,
      options: { role: text, partner: text, name: text, hours: text, client: text, scope: text },
    }).values
  } catch (error) {
    const [problem = ''] = (error instanceof Error ? error.message : String(error)).split(/[.\n]/)
    return refuse(problem)
  }
}

const checkCode = (option: string, value: string | undefined): void => {
  if (value !== undefined && !code.test(value)) refuse(`--${option} takes a code such as un-dpko, got "${value}"`)
}

const hoursOf = (text: string): number => {
  const hours = Number(text)
  return hours > 0 && hours <= longestHours
    ? hours
    : refuse(`--hours takes a number up to ${longestHours}, got "${text}"`)
}

/** The same words always mean the same person, and two hyphens keep un-dpko apart from the un's person "dpko". */
const subjectOf = (role: Role, partner: string | undefined, name: string | undefined): string =>
  `local-${role}${partner === undefined ? '' : `-${partner}`}${name === undefined ? '' : `--${name}`}`

const readPerson = (words: string[]): Person & { hours: number } => {
  const { role: given, partner, name, hours = '12' } = parse(words)
  const role: Role | undefined = roles.find((known) => known === given)
  if (!role) return refuse(given === undefined ? 'Say which role' : `There is no role "${given}"`)
  if (role === 'partner' && partner === undefined) return refuse('A partner belongs to an organization')
  checkCode('partner', partner)
  checkCode('name', name)
  return {
    subject: subjectOf(role, partner, name),
    role,
    organization: partner ?? null,
    hours: hoursOf(hours),
  }
}

const clientForm = /^[A-Za-z0-9_.@+-]{1,128}$/
const bothScopes = 'tracker/read tracker/write'

/** A system's own token: it is taken once an administrator has registered the client (PUT /v1/clients/{id}). */
const readClient = (words: string[]): ClientClaims | undefined => {
  const { client, scope = bothScopes, role, partner, name, hours = '12' } = parse(words)
  if (client === undefined) return scope === bothScopes ? undefined : refuse('--scope goes with --client')
  if ((role ?? partner ?? name) !== undefined) return refuse('--client goes without --role, --partner and --name')
  if (!clientForm.test(client)) return refuse(`--client takes a client id, got "${client}"`)
  return { client, scope, hours: hoursOf(hours) }
}

const tokenOf = async (words: string[], issuer: Issuer, url: string): Promise<string> => {
  const client = readClient(words)
  if (client) return issuer.clientToken(url, client)
  const person = readPerson(words)
  await enrol(url, issuer, person)
  return issuer.token(url, person)
}

try {
  const { DATA_DIR, PORT } = readSettings()
  const words = process.argv.slice(2)
  // Wrong words are named before a folder or a key is made.
  if (!readClient(words)) readPerson(words)
  openDataFolder(DATA_DIR)
  const issuer = await issuerIn(DATA_DIR)
  const url = readRunning(DATA_DIR)?.url ?? `http://127.0.0.1:${PORT}`
  console.log(await tokenOf(words, issuer, url))
} catch (error) {
  explainAndExit(error)
}

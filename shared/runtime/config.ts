// The one file that reads process.env: parsed once per process, so a missing variable stops the start and not a request.
import { notEmpty } from '#model/schema.ts'
import * as z from 'zod/mini'

const Config = z.object({
  TABLE_NAME: z.string().check(z.minLength(3)),
  /** OpenID issuer whose access tokens are accepted, and where its keys are. */
  ISSUER: z.url(),
  JWKS_URI: z.url(),
  /** Client ids whose tokens are accepted, separated by commas. */
  CLIENT_IDS: z.pipe(
    notEmpty,
    z.transform((text) => text.split(',')),
  ),
  /** An S3 bucket's name, or `file:` and a folder on one machine. */
  REPORT_STORE: notEmpty,
  /** Where the seals of the audit trail are kept, likewise. */
  SEAL_STORE: notEmpty,
  /** An SNS topic's ARN, or `file:` and a file on one machine, or `log:`. */
  TOPIC: notEmpty,
  /** Whether a second coordinator confirms what changes totals. */
  SECOND_COORDINATOR: z.pipe(
    z._default(z.enum(['true', 'false']), 'true'),
    z.transform((text) => text === 'true'),
  ),
  /** How many writes of one caller are taken in a minute; without it there is no limit. */
  WRITES_PER_MINUTE: z.optional(
    z.pipe(
      z.string().check(z.regex(/^[1-9]\d{0,8}$/)),
      z.transform((text) => Number(text)),
    ),
  ),
  /** The state machine that works large imports off; without it they are worked off in process. */
  IMPORT_MACHINE: z.optional(notEmpty),
  VERSION: z._default(z.string(), '0.0.0'),
  DYNAMODB_ENDPOINT: z.optional(z.url()),
})
export type Config = z.infer<typeof Config>

export type ConfigKey = keyof Config

/** Throws a zod error that names each missing or malformed variable. */
export const readConfig = (environment: NodeJS.ProcessEnv = process.env): Config => Config.parse(environment)

// How every function is bundled: one set of options for the CDK app and for the test that measures the bundles.
import { join } from 'node:path'
import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs'
import type { BuildOptions } from 'esbuild'

export const root = join(import.meta.dirname, '..')
export const entryOf = (folder: string): string => join(root, 'functions', folder, 'handler.ts')

/**
 * Credential providers that the SDK imports lazily and a Lambda function, whose credentials are in its environment,
 * never reaches. Left out they save about 127 KB a function (measured, esbuild 0.28.2).
 */
const neverReached = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
]

/**
 * Loaded when first used (shared/runtime/files.ts, topic.ts) from the SDK that the Lambda runtime carries. Bundled, even
 * with static imports, they put the services alone at 578 KB, over the budget; without them it is 385 KB.
 */
const fromTheRuntime = ['@aws-sdk/client-s3', '@aws-sdk/s3-request-presigner', '@aws-sdk/client-sns']

/** Imported lazily for operations that stream events, of which DynamoDB has none: 20 KB a function. */
const noEventStreams = ['@smithy/core/event-streams']

const external = [...neverReached, ...noEventStreams, ...fromTheRuntime]

/** The cache of a discovery of endpoints that is never switched on: 8 KB a function. A checksum that Node has: 4 KB. */
const alias = {
  '@aws-sdk/endpoint-cache': join(import.meta.dirname, 'noEndpointCache.ts'),
  'buffer-crc32': join(import.meta.dirname, 'crc32.ts'),
}

/** `module` first: the SDK's CommonJS builds cannot be shaken, which costs 206 KB and 53 ms of a cold start. */
const mainFields = ['module', 'main']

/** CommonJS packages inside an ESM bundle still call `require` for Node's own modules. */
const banner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);"

const target = 'node24'

/** For esbuild's own interface. */
export const esbuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  minify: true,
  charset: 'utf8',
  target,
  mainFields,
  external,
  alias,
  banner: { js: banner },
} satisfies BuildOptions

/** Run in the shell once the bundle lies in `output`; a failing command fails the synth. */
export type AfterBundling = (output: string) => string[]

export const runScript = (script: string, output: string): string =>
  `"${process.execPath}" "${join(import.meta.dirname, script)}" "${output}"`

// The CDK's own `charset` does not reach esbuild (2.276.0): escaped, Arabic and accents are 6 to 8 KB a function.
const esbuildArgs = {
  '--charset': 'utf8',
  ...Object.fromEntries(Object.entries(alias).map(([from, to]) => [`--alias:${from}`, to])),
}

/** The same for the CDK. The budget is checked last, when everything else lies beside the bundle. */
export const bundlingWith = (afterBundling: AfterBundling = () => []): BundlingOptions => ({
  format: OutputFormat.ESM,
  minify: true,
  sourceMap: false,
  logLevel: LogLevel.WARNING,
  target,
  mainFields,
  externalModules: external,
  esbuildArgs,
  banner,
  commandHooks: {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_input, output) => [...afterBundling(output), runScript('checkBundle.ts', output)],
  },
})

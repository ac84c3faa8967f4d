// How every function is bundled: by the synth, and by the test that measures the bundles.
import { join } from 'node:path'
import { AssetHashType, DockerImage } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { type BuildOptions, buildSync } from 'esbuild'
import { refuseOversize } from './checkBundle.ts'

export const root = join(import.meta.dirname, '..')
export const entryOf = (folder: string): string => join(root, 'functions', folder, 'handler.ts')

/**
 * Loaded when first used (shared/runtime/files.ts, signForm.ts, topic.ts, executions.ts) from the SDK that the Lambda runtime carries. Bundled, even
 * with static imports, they put the services alone at 578 KB, over the budget; without them it is 385 KB.
 */
const fromTheRuntime = [
  '@aws-sdk/client-s3',
  '@aws-sdk/s3-presigned-post',
  '@aws-sdk/s3-request-presigner',
  '@aws-sdk/client-sns',
  '@aws-sdk/client-sfn',
]

/** Imported lazily for operations that stream events, of which DynamoDB has none: 20 KB a function. */
const noEventStreams = ['@smithy/core/event-streams']

const external = [...noEventStreams, ...fromTheRuntime]

/**
 * The cache of a discovery of endpoints that is never switched on: 8 KB a function. Checksums that Node has: 4 KB each.
 * Sources of credentials but for the environment, where those of a Lambda function are: 130 KB (esbuild 0.28.2).
 */
const alias = {
  '@aws-sdk/endpoint-cache': join(import.meta.dirname, 'noEndpointCache.ts'),
  '@smithy/core/checksum': join(import.meta.dirname, 'sha256.ts'),
  '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'environmentCredentials.ts'),
  'buffer-crc32': join(import.meta.dirname, 'crc32.ts'),
}

/** `module` first: the SDK's CommonJS builds cannot be shaken, which costs 206 KB and 53 ms of a cold start. */
const mainFields = ['module', 'main']

/** CommonJS packages inside an ESM bundle still call `require` for Node's own modules. */
const banner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);"

export const esbuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  minify: true,
  // Escaped, Arabic and accents are 6 to 8 KB a function.
  charset: 'utf8',
  // Three packages of 27 keep their notice so: whose code is inside, and under which licence, says the SBOM.
  legalComments: 'none',
  target: 'node24',
  mainFields,
  external,
  alias,
  banner: { js: banner },
} satisfies BuildOptions

/** Lays further files beside a bundle in `output`; what it throws fails the synth. */
export type Beside = (output: string) => void

/** The whole asset of a function; throws where it is over its budget, which is checked when everything lies there. */
export const bundleInto = (output: string, folder: string, beside: Beside = () => {}): void => {
  buildSync({
    ...esbuildOptions,
    entryPoints: [entryOf(folder)],
    outfile: join(output, 'index.mjs'),
    logLevel: 'warning',
  })
  beside(output)
  refuseOversize(output)
}

/**
 * In this process and by esbuild's own interface. The CDK's NodejsFunction starts npx for every function, which is most of
 * a synth's time, and takes its options in a form of its own.
 */
export const codeOf = (folder: string, beside?: Beside): Code =>
  Code.fromAsset(join(root, 'functions', folder), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never run: the bundling below always succeeds or throws.
      image: DockerImage.fromRegistry('none'),
      local: {
        tryBundle: (output) => {
          bundleInto(output, folder, beside)
          return true
        },
      },
    },
  })

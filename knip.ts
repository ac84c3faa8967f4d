// What knip counts as used: the programs below and the tests; anything that none of them reaches is reported.
import type { KnipConfig } from 'knip'

const config: KnipConfig = {
  // `noEndpointCache`, `environmentCredentials`, `sha256` and `crc32` are named by esbuild aliases, which knip does not read.
  entry: [
    'infra/app.ts!',
    'infra/noEndpointCache.ts!',
    'infra/environmentCredentials.ts!',
    'infra/sha256.ts!',
    'infra/crc32.ts!',
    'functions/*/handler.ts!',
    'seeds/*.ts!',
    'test/bench/*.ts',
  ],
  project: ['{infra,functions,shared,seeds,test}/**/*.{ts,tsx}'],
  // Runs DynamoDB Local for `npm run test:engines`, where it is there.
  ignoreBinaries: ['java'],
  // A type is exported beside the schema or function it belongs to, so that a caller can name it the day it needs to.
  ignoreExportsUsedInFile: { interface: true, type: true },
}

export default config

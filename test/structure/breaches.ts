// Small files that keep or break one rule of .oxlintrc.json each; boundaries.test.ts plants them and lints them.

/** `breaks` is the one rule that must be reported for the file; without it nothing may be reported. */
export type Probe = { file: string; code: string; breaks?: string; because: string }

const imports = 'eslint(no-restricted-imports)'
const globals = 'eslint(no-restricted-globals)'
const environment = 'node(no-process-env)'

const value = (from: string): string => `import { it } from '${from}'\nexport const t = it\n`
const type = (from: string): string => `import type { It } from '${from}'\nexport type T = It\n`
const calls = (expression: string): string => `export const t = (): unknown => ${expression}\n`
const lines = (count: number): string => Array.from({ length: count }, (_, n) => `export const v${n} = ${n}\n`).join('')
const long = (count: number): string =>
  `export const f = (n: number): number => {\n  let sum = n\n${'  sum += n\n'.repeat(count - 4)}  return sum\n}\n`
const branches = (count: number): string =>
  `export const f = (n: number): number => {\n${Array.from({ length: count }, (_, n) => `  if (n === ${n}) return ${n * n}\n`).join('')}  return 0\n}\n`

const allowed = (file: string, from: string, code = value(from)): Probe => ({
  file,
  code,
  because: `may import ${from}`,
})
const refused = (file: string, from: string, code = value(from)): Probe => ({
  file,
  code,
  breaks: imports,
  because: `must not import ${from}`,
})
const breach = (file: string, breaks: string, because: string, code: string): Probe => ({ file, code, breaks, because })

/** Legal files that the others import, so that every import that is allowed also resolves. */
const targets: Probe[] = [
  'shared/model/it.ts',
  'shared/domain/it.ts',
  'shared/domain/matching/it.ts',
  'shared/store/it.ts',
  'shared/store/tableShape.ts',
  'shared/documents/it.ts',
  'shared/readers/it.ts',
  'shared/actions/it.ts',
  'shared/actions/request.ts',
  'shared/runtime/config.ts',
  'shared/runtime/services.ts',
  'functions/api/it.ts',
  'functions/findings/it.ts',
  'infra/it.ts',
  'infra/local/it.ts',
  'seeds/it.ts',
  'test/support/it.ts',
].map((file) => ({ file, code: 'export const it = 1\nexport type It = number\n', because: 'is imported by others' }))

const shared: Probe[] = [
  allowed('shared/model/p01.ts', './it.ts'),
  allowed('shared/model/p02.ts', 'zod/mini', `import * as z from 'zod/mini'\nexport const t = z.string()\n`),
  refused('shared/model/p03.ts', '#domain/it.ts'),
  refused('shared/model/p04.ts', '#runtime/services.ts', type('#runtime/services.ts')),
  allowed('shared/domain/p05.ts', './matching/it.ts'),
  allowed('shared/domain/p06.ts', '#model/it.ts'),
  refused('shared/domain/p07.ts', '#runtime/config.ts'),
  refused('shared/domain/p08.ts', '#store/it.ts', type('#store/it.ts')),
  refused(
    'shared/domain/p09.ts',
    'node:crypto',
    `import { createHash } from 'node:crypto'\nexport const t = createHash\n`,
  ),
  refused('shared/domain/p10.ts', 'zod', `import * as z from 'zod'\nexport const t = z.string()\n`),
  refused('shared/domain/matching/p11.ts', '../../store/it.ts'),
  allowed('shared/domain/matching/p11b.ts', '../it.ts'),
  refused('shared/domain/p11c.ts', '../store/it.ts'),
  refused('shared/domain/p12.ts', '#documents/it.ts'),
  refused('shared/domain/p13.ts', '#store/it.ts', `export { it } from '#store/it.ts'\n`),
  refused('shared/domain/p14.ts', '#store/it.ts', `export * from '#store/it.ts'\n`),
  allowed(
    'shared/http/h01.ts',
    '#actions/request.ts',
    `import { it } from '#actions/request.ts'\nexport const t = it\n`,
  ),
  refused('shared/http/h02.ts', '#actions/it.ts'),
  refused('shared/http/h03.ts', '#domain/it.ts'),
  refused('shared/http/h04.ts', '#store/it.ts'),
  refused(
    'shared/http/h05.ts',
    '@aws-sdk/client-dynamodb',
    `import { DynamoDBClient } from '@aws-sdk/client-dynamodb'\nexport const t = DynamoDBClient\n`,
  ),
  refused('shared/stream/s01.ts', '#actions/it.ts'),
  refused('shared/stream/s02.ts', '#store/it.ts'),
  allowed('shared/store/p15.ts', '#model/it.ts'),
  allowed(
    'shared/store/p16.ts',
    '@aws-sdk',
    `import { GetCommand } from '@aws-sdk/lib-dynamodb'\nexport const t = GetCommand\n`,
  ),
  refused('shared/store/p17.ts', '#domain/it.ts'),
  refused('shared/store/p18.ts', '../domain/it.ts'),
  refused('shared/store/p19.ts', 'hono', `import { Hono } from 'hono'\nexport const t = Hono\n`),
  refused('shared/store/p20.ts', '#documents/it.ts'),
  allowed('shared/documents/p21.ts', '#model/it.ts'),
  allowed('shared/documents/p22.ts', 'hono/html', `import { html } from 'hono/html'\nexport const t = html\n`),
  allowed(
    'shared/documents/p23.ts',
    'csv-stringify',
    `import { stringify } from 'csv-stringify/sync'\nexport const t = stringify\n`,
  ),
  refused('shared/documents/p24.ts', 'hono', `import { Hono } from 'hono'\nexport const t = Hono\n`),
  refused('shared/documents/p25.ts', '#store/it.ts'),
  refused('shared/documents/p26.ts', '#domain/it.ts'),
  refused('shared/documents/p27.ts', '#actions/it.ts', type('#actions/it.ts')),
  refused(
    'shared/documents/p28.ts',
    '@aws-sdk',
    `import { S3Client } from '@aws-sdk/client-s3'\nexport const t = S3Client\n`,
  ),
  breach('shared/documents/p29.ts', globals, 'has no clock', calls('new Date()')),
  allowed('shared/readers/r01.ts', '#model/it.ts'),
  allowed('shared/readers/r02.ts', 'saxes', `import { SaxesParser } from 'saxes'\nexport const t = SaxesParser\n`),
  refused('shared/readers/r03.ts', '#domain/it.ts'),
  refused('shared/readers/r04.ts', '#store/it.ts'),
  refused('shared/readers/r05.ts', '#actions/it.ts', type('#actions/it.ts')),
  refused('shared/readers/r06.ts', '#documents/it.ts'),
  refused('shared/readers/r07.ts', 'node:fs', `import { readFile } from 'node:fs'\nexport const t = readFile\n`),
  breach('shared/readers/r08.ts', globals, 'has no clock', calls('new Date()')),
  allowed('shared/actions/r09.ts', '#readers/it.ts'),
  refused('functions/api/r10.ts', '#readers/it.ts'),
  refused('shared/domain/r11.ts', '#readers/it.ts'),
  refused('infra/local/r12.ts', '#readers/it.ts'),
  allowed('shared/runtime/p30.ts', '#store/it.ts'),
  allowed(
    'shared/runtime/p31.ts',
    '@aws-sdk',
    `import { S3Client } from '@aws-sdk/client-s3'\nexport const t = S3Client\n`,
  ),
  refused('shared/runtime/p32.ts', '#actions/it.ts'),
  refused('shared/runtime/p33.ts', '#documents/it.ts'),
  allowed('shared/actions/p34.ts', '#domain/it.ts'),
  allowed('shared/actions/p35.ts', '#store/it.ts'),
  allowed('shared/actions/p36.ts', '#documents/it.ts'),
  allowed('shared/actions/p37.ts', '#runtime/services.ts', type('#runtime/services.ts')),
  refused('shared/actions/p38.ts', '#runtime/services.ts as a value', value('#runtime/services.ts')),
  refused('shared/actions/p39.ts', '#runtime/config.ts', type('#runtime/config.ts')),
  refused(
    'shared/actions/p40.ts',
    '@aws-sdk',
    `import { GetCommand } from '@aws-sdk/lib-dynamodb'\nexport const t = GetCommand\n`,
  ),
  refused('shared/actions/p41.ts', 'hono/html', `import { html } from 'hono/html'\nexport const t = html\n`),
  refused('shared/actions/p42.ts', '#functions/api/it.ts'),
  refused('shared/actions/p43.ts', '#test/support/it.ts'),
]

const outer: Probe[] = [
  allowed('functions/api/p50.ts', '#actions/it.ts'),
  allowed('functions/api/p51.ts', '#runtime/services.ts'),
  allowed('functions/api/routes/p52.ts', '../it.ts'),
  allowed('functions/api/p53.ts', 'hono', `import { Hono } from 'hono'\nexport const t = Hono\n`),
  refused(
    'functions/api/p54.ts',
    '@aws-sdk',
    `import { GetCommand } from '@aws-sdk/lib-dynamodb'\nexport const t = GetCommand\n`,
  ),
  refused('functions/api/p55.ts', '#domain/it.ts'),
  refused('functions/api/p56.ts', '#store/it.ts'),
  refused('functions/api/p57.ts', '#documents/it.ts'),
  refused('functions/api/p58.ts', '#seeds/it.ts'),
  refused('functions/api/p59.ts', '../../shared/domain/it.ts'),
  refused('functions/api/routes/p60.ts', '../../../shared/model/it.ts'),
  refused('functions/api/p61.ts', '../../test/support/it.ts'),
  refused('functions/api/p62.ts', 'hono/html', `import { html } from 'hono/html'\nexport const t = html\n`),
  refused('functions/findings/p63.ts', '../api/it.ts'),
  refused('functions/coverage/p64.ts', '../findings/it.ts'),
  refused('functions/docs/p65.ts', '#functions/api/it.ts'),
  refused('functions/api/routes/p66.ts', '../../findings/it.ts'),
  allowed('infra/p70.ts', '#store/tableShape.ts'),
  allowed('infra/p71.ts', '#runtime/config.ts', type('#runtime/config.ts')),
  allowed('infra/p72.ts', 'aws-cdk-lib', `import { Stack } from 'aws-cdk-lib/core'\nexport const t = Stack\n`),
  allowed('infra/p79.ts', 'esbuild', `import { build } from 'esbuild'\nexport const t = build\n`),
  refused('infra/p73.ts', '#runtime/config.ts as a value', value('#runtime/config.ts')),
  refused('infra/p74.ts', '#actions/it.ts'),
  refused('infra/p75.ts', '#store/it.ts'),
  refused('infra/p76.ts', '#functions/api/it.ts'),
  refused('infra/p77.ts', './local/it.ts'),
  refused('infra/p78.ts', '../functions/api/it.ts'),
  allowed('infra/local/p80.ts', '#functions/api/it.ts'),
  allowed('infra/local/p81.ts', '#seeds/it.ts'),
  allowed('infra/local/p82.ts', '../it.ts'),
  allowed('infra/local/p83.ts', 'process.env', `export const t = process.env['PORT']\n`),
  refused('infra/local/p84.ts', '#domain/it.ts'),
  refused('infra/local/p85.ts', '#store/it.ts'),
  refused('infra/local/p86.ts', '../../shared/domain/it.ts'),
  refused('infra/local/p87.ts', '#test/support/it.ts'),
  allowed('seeds/p90.ts', '#actions/it.ts'),
  refused('seeds/p91.ts', '#functions/api/it.ts'),
  refused('seeds/p92.ts', '#store/it.ts'),
  refused('seeds/p93.ts', '../shared/domain/it.ts'),
  allowed('test/domain/p95.ts', '#domain/it.ts'),
  allowed('test/api/p96.ts', '../support/it.ts'),
]

const floating = `const later = async (): Promise<number> => await Promise.resolve(1)\nexport const t = (): void => {\n  later()\n}\n`
const partial = `export const f = (x: 'a' | 'b'): number => {\n  switch (x) {\n    case 'a':\n      return 1\n  }\n  return 0\n}\n`

const habits: Probe[] = [
  breach('shared/domain/h01.ts', globals, 'has no clock', calls('Date.now()')),
  breach(
    'shared/domain/h02.ts',
    'eslint(no-restricted-properties)',
    'leaves nothing to chance',
    calls('Math.random()'),
  ),
  breach('shared/domain/h03.ts', globals, 'reaches no global by a detour', calls('globalThis.crypto')),
  breach('shared/actions/h04.ts', globals, 'gets its ids from Services', calls('crypto.randomUUID()')),
  breach('shared/actions/h05.ts', globals, 'gets its clock from Services', calls('new Date()')),
  breach('shared/actions/h06.ts', globals, 'gets its log from Services', calls(`console.log('x')`)),
  breach(
    'shared/runtime/h07.ts',
    environment,
    'leaves the environment to config.ts',
    `export const t = process.env['X']\n`,
  ),
  breach(
    'functions/api/h08.ts',
    environment,
    'leaves the environment to #runtime',
    `export const t = process.env['X']\n`,
  ),
  breach('seeds/h09.ts', environment, 'leaves the environment to #runtime', `export const t = process.env['X']\n`),
  breach('functions/api/h10.ts', 'typescript(no-floating-promises)', 'waits for what it starts', floating),
  breach('shared/domain/h11.ts', 'typescript(switch-exhaustiveness-check)', 'names every case', partial),
  breach(
    'shared/domain/h12.ts',
    'typescript(consistent-type-imports)',
    'imports a type as a type',
    `import { It } from '#model/it.ts'\nexport type T = It\n`,
  ),
  breach(
    'shared/domain/h13.ts',
    'import(no-cycle)',
    'is in no cycle',
    `import { big } from './h14.ts'\nexport const small = (): number => big() - 1\n`,
  ),
  breach(
    'shared/domain/h14.ts',
    'import(no-cycle)',
    'is in no cycle',
    `import { small } from './h13.ts'\nexport const big = (): number => small() + 1\n`,
  ),
  { file: 'shared/domain/h15.ts', code: long(70), because: 'has a function of 70 lines' },
  breach('shared/domain/h16.ts', 'eslint(max-lines-per-function)', 'has a function of 71 lines', long(71)),
  { file: 'shared/domain/h17.ts', code: lines(250), because: 'has 250 lines' },
  breach('shared/domain/h18.ts', 'eslint(max-lines)', 'has 251 lines', lines(251)),
  { file: 'shared/domain/h19.ts', code: branches(11), because: 'has a complexity of 12' },
  breach('shared/domain/h20.ts', 'eslint(complexity)', 'has a complexity of 13', branches(12)),
  { file: 'test/domain/h21.ts', code: lines(400), because: 'has 400 lines' },
  breach('test/domain/h22.ts', 'eslint(max-lines)', 'has 401 lines', lines(401)),
]

export const probes: readonly Probe[] = [...targets, ...shared, ...outer, ...habits]

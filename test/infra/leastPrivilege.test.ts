// Least privilege: what every role allows is what its function's code can call, no more and no less.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '#infra/bundling.ts'
import { bundledFunction, bundledText } from './bundledCode.ts'
import { calledActions } from './calledActions.ts'
import { functionIds, grantsOf, mappedIds, templateWith } from './stackTemplate.ts'

const template = templateWith()

/** The folder of each function; where it is not its name in small letters. */
const folderOf = (id: string): string => (id === 'Report' ? 'reports' : id.toLowerCase())

/** What Lambda itself does with the role of a function, and no code of ours: its log, its traces, its queue, its stream. */
const streamActions = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams']
const isByLambda = (grant: string): boolean =>
  /^(logs|xray|sqs):/.test(grant) || streamActions.some((action) => grant.startsWith(`dynamodb:${action} `))

/** Objects by their bucket, and indexes as one: which names they have is asserted in stack.test.ts. The machine by its name. */
const coarse = (grant: string): string =>
  grant
    .replace(/^(s3:.*?>).*/, '$1')
    .replace(/(\/index)\/.*/, '$1')
    .replace(/ arn:.*:stateMachine:au-tracker-dev-imports$/, ' the machine of imports')

const granted = (id: string): string[] =>
  [
    ...new Set(
      grantsOf(template, id)
        .filter((grant) => !isByLambda(grant))
        .map(coarse),
    ),
  ].toSorted()

/** In words, so that a failure names the function and the action. */
const differences = (id: string, called: readonly string[], allowed: readonly string[]): string[] => [
  ...called.filter((action) => !allowed.includes(action)).map((action) => `${id} calls and may not: ${action}`),
  ...allowed.filter((action) => !called.includes(action)).map((action) => `${id} may and never calls: ${action}`),
]

/** What drift derives, it derives behind a veil that keeps every write aside: test/drift shows that the table stays as it is. */
const veiled: Record<string, string[]> = {
  Drift: ['ConditionCheckItem', 'DeleteItem', 'UpdateItem'].map((action) => `dynamodb:${action} on <Table>`),
}

test.each(functionIds(template))('%s may do exactly what its code calls', (id) => {
  const called = calledActions(bundledFunction(folderOf(id)))
  const never = veiled[id] ?? []

  expect(called).toEqual(expect.arrayContaining(never))
  expect(
    differences(
      id,
      called.filter((action) => !never.includes(action)),
      granted(id),
    ),
  ).toEqual([])
})

test.each(functionIds(template))('%s may read the stream only where it follows it', (id) => {
  const streams = grantsOf(template, id).filter((grant) =>
    streamActions.some((action) => grant.includes(`:${action} `)),
  )

  expect(streams.length > 0).toBe(mappedIds(template).includes(id))
})

describe('a grant', () => {
  const called = ['dynamodb:GetItem on <Table>', 's3:PutObject on <Seals>']

  test('that is missing, and one that nothing needs, are named with their function', () => {
    expect(differences('Audit', called, ['dynamodb:GetItem on <Table>', 'dynamodb:PutItem on <Table>'])).toEqual([
      'Audit calls and may not: s3:PutObject on <Seals>',
      'Audit may and never calls: dynamodb:PutItem on <Table>',
    ])
  })
})

describe('the calls of a function', () => {
  const callsOf = (body: string): string[] =>
    calledActions(
      bundledText(`
        import { readConfig } from '#runtime/config.ts'
        import { liveServices } from '#runtime/services.ts'
        const services = liveServices(readConfig())
        ${body}`),
    )

  test.each([
    ['none of what it only carries', `export const handler = async () => services.newId()`, []],
    [
      'those behind a method of the store',
      `export const handler = async () => services.store.contributions.get('id')`,
      ['dynamodb:GetItem on <Table>'],
    ],
    [
      'those behind a destructured member',
      `export const handler = async () => { const { store: { secrets } } = services; return secrets.get('a', () => 'b') }`,
      ['dynamodb:GetItem on <Table>', 'dynamodb:PutItem on <Table>'],
    ],
    [
      'those behind a member that is handed on under another name',
      `const first = (register) => register.list({ index: 'everything', limit: 1 })
       export const handler = async () => first(services.store.needs)`,
      ['dynamodb:Query on <Table>', 'dynamodb:Query on <Table>/index'],
    ],
    [
      'those on a bucket, told apart by what the files are called',
      `export const handler = async () => { await services.files.remove('a'); return services.seals.get('b') }`,
      ['s3:DeleteObject on <Reports>', 's3:GetObject on <Seals>', 's3:ListBucket on <Seals>'],
    ],
    [
      'an announcement',
      `const tell = async ({ announce }) => announce({ subject: '', text: '', attributes: {} })
       export const handler = async () => tell(services)`,
      ['sns:Publish on <Announcements>'],
    ],
  ])('are %s', (_, body, actions) => {
    expect(callsOf(body)).toEqual(actions)
  })

  test('are followed by name, so that a Table is called `table` wherever it is handed on', () => {
    const folders = ['shared', 'functions'].map((folder) => join(root, folder))
    const sources = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.startsWith('documents'))
        .map((name) => readFileSync(join(folder, name), 'utf8')),
    )
    const otherwise = sources.flatMap((text) => text.match(/\b(?!table\b)\w+\??: Table\b/g) ?? [])

    expect(otherwise).toEqual([])
  })
})

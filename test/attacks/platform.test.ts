// Attacks 51 and 85 to 95: what the answers, the packages and the repository give away, and what the template allows.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import lock from '../../package-lock.json' with { type: 'json' }
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'
import { resourcesIn, statementsIn, templateWith } from '#test/infra/stackTemplate.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
})
afterAll(async () => trackers.stop())

describe('93. an answer', () => {
  const asked = async (path: string, headers: Record<string, string>) => tracker.as('coordinator').get(path, headers)

  test.each(['https://evil.test', 'null', 'http://tracker.test', 'http://tracker.test.evil.test'])(
    'reflects no origin of another site: %s',
    async (origin) => {
      const { headers } = await asked('/v1/needs', { origin, 'access-control-request-method': 'POST' })

      for (const name of headers.keys()) expect(name).not.toMatch(/^access-control-/)
      expect([...headers.values()].join(' ')).not.toContain('evil')
    },
  )

  test.each([
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'SAMEORIGIN'],
    ['referrer-policy', 'no-referrer'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['strict-transport-security', /max-age=\d{7,}/],
  ])('carries %s', async (name, value) => {
    for (const path of ['/v1/needs', '/v1/unknown', '/v1/needs?x=1', '/healthz'])
      expect((await asked(path, {})).headers.get(name)).toMatch(value)
  })

  test('names neither its server nor its makers', async () => {
    const { headers } = await asked('/v1/needs', {})

    for (const name of ['server', 'x-powered-by', 'x-aspnet-version', 'via']) expect(headers.get(name)).toBeNull()
  })
})

describe('94. the packages', () => {
  const packages = Object.entries(lock.packages as Record<string, { dev?: boolean; hasInstallScript?: boolean }>)

  test('that run are few, and those that install run no script of their own', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      dependencies: Record<string, string>
    }

    expect(Object.keys(dependencies).length).toBeLessThanOrEqual(18)
    expect(packages.filter(([, { dev, hasInstallScript }]) => !dev && hasInstallScript).map(([name]) => name)).toEqual(
      [],
    )
  })

  test('have exact versions', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
      string,
      Record<string, string>
    >

    for (const version of Object.values({ ...dependencies, ...devDependencies })) expect(version).toMatch(/^\d/)
  })
})

test('95. no file of the repository holds a key or a token', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean)
  const secret =
    /AKIA[0-9A-Z]{16}|-----BEGIN (?:RSA |EC )?PRIVATE KEY|eyJ[\w-]{20,}\.eyJ[\w-]{20,}|xox[bp]-\d{8}|ghp_\w{36}/

  expect(files.filter((file) => !/\.(?:gz|csv)$/.test(file) && secret.test(readFileSync(file, 'latin1')))).toEqual([])
})

describe('85. the template', () => {
  const template = templateWith()
  const statements = statementsIn(template)
  const buckets = Object.entries(resourcesIn(template, 'AWS::S3::Bucket'))
  const policies = Object.values(resourcesIn(template, 'AWS::S3::BucketPolicy'))

  test.each(buckets)(
    '87. keeps the bucket %s private, encrypted and versioned, and refuses plain HTTP',
    (id, bucket) => {
      const {
        AccessControl,
        BucketEncryption,
        OwnershipControls,
        PublicAccessBlockConfiguration,
        VersioningConfiguration,
      } = bucket.Properties
      const own = policies.filter(({ Properties }) => Properties.Bucket.Ref === id)

      expect(PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      })
      expect(BucketEncryption.ServerSideEncryptionConfiguration).toHaveLength(1)
      expect(VersioningConfiguration).toEqual({ Status: 'Enabled' })
      expect([AccessControl, OwnershipControls?.Rules?.[0]?.ObjectOwnership]).not.toContain('ObjectWriter')
      expect(AccessControl).toBeUndefined()
      expect(own.flatMap(({ Properties }) => Properties.PolicyDocument.Statement)).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 's3:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      )
    },
  )

  test('87. has buckets to say that of, and no function that is called but by API Gateway and one rule', () => {
    expect(buckets.length).toBeGreaterThanOrEqual(2)
    expect(resourcesIn(template, 'AWS::Lambda::Url')).toEqual({})
    const permissions = Object.values(resourcesIn(template, 'AWS::Lambda::Permission')).map(
      ({ Properties }): { Principal: string; SourceArn: unknown } => Properties,
    )
    const others = permissions.filter(({ Principal }) => Principal !== 'apigateway.amazonaws.com')
    // The rule of what is posted to the bucket, and no other: test/infra/uploads.test.ts.
    expect(others).toMatchObject([
      { Principal: 'events.amazonaws.com', SourceArn: { 'Fn::GetAtt': [expect.stringMatching(/^Posted/), 'Arn'] } },
    ])
  })

  test('gives no function a scan, a statement language, a table, or an index that it could write', () => {
    for (const { actions } of statements)
      for (const action of actions)
        expect(action).not.toMatch(/Scan|PartiQL|ExecuteStatement|DeleteTable|CreateTable|\*/)
  })

  test('lets the report function put, and change nothing that stands but how often a caller writes', () => {
    const own = statements.filter(({ roles }) => roles.some((role) => role.startsWith('ReportRole')))
    const changing = own.filter(({ actions }) => actions.some((action) => /Update|Delete/.test(action)))

    expect(changing.map(({ actions, condition }) => ({ actions, condition }))).toEqual([
      {
        actions: ['dynamodb:UpdateItem'],
        condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['WRITES#*'] } },
      },
    ])
  })
})

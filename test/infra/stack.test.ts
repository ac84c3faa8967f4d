// What the deployed stack promises, each promise by name, and one snapshot for everything else.
import { expect, describe, test } from 'vitest'
import { readConfig } from '#runtime/config.ts'
import { indexKey, indexNames } from '#store/tableShape.ts'
import {
  actionsOf,
  functionIds,
  type Resource,
  resourcesIn,
  denialsIn,
  statementsIn,
  templateWith,
  wildcardsIn,
} from './stackTemplate.ts'

const template = templateWith()
const prod = templateWith({ 'tracker:stage': 'prod' })
const mailed = templateWith({ 'tracker:notificationEmail': 'office@example.org' })

const only = (type: string, from = template): Resource => {
  const found = Object.values(resourcesIn(from, type))
  expect(found).toHaveLength(1)
  return found[0] ?? { Properties: {} }
}

test('the whole template is as reviewed', () => {
  const masked = JSON.stringify(template.toJSON(), null, 2).replaceAll(/[0-9a-f]{64}/g, '[hash]')

  expect(JSON.parse(masked)).toMatchSnapshot()
})

describe('the table', () => {
  test('has the indexes of tableShape, each of strings and with all attributes', () => {
    const expected = indexNames.map((name) => ({
      IndexName: name,
      KeySchema: [
        { AttributeName: indexKey(name).partition, KeyType: 'HASH' },
        { AttributeName: indexKey(name).sort, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    }))
    const { Properties: table } = only('AWS::DynamoDB::GlobalTable')

    expect(table.GlobalSecondaryIndexes).toEqual(expected)
    expect(new Set(table.AttributeDefinitions.map((one: { AttributeType: string }) => one.AttributeType))).toEqual(
      new Set(['S']),
    )
  })

  test('is encrypted, billed on demand, and can be restored to any second', () => {
    const { Properties: table } = only('AWS::DynamoDB::GlobalTable')

    expect(table.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' })
    expect(table.BillingMode).toBe('PAY_PER_REQUEST')
    expect(table.Replicas).toHaveLength(1)
    expect(table.Replicas[0].PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true })
  })

  test('streams both images of a change', () => {
    expect(only('AWS::DynamoDB::GlobalTable').Properties.StreamSpecification).toEqual({
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    })
  })

  test('cannot be deleted in prod, and goes with the stack in dev', () => {
    const kept = only('AWS::DynamoDB::GlobalTable', prod)
    const dropped = only('AWS::DynamoDB::GlobalTable')

    expect(kept.DeletionPolicy).toBe('Retain')
    expect(kept.UpdateReplacePolicy).toBe('Retain')
    expect(kept.Properties.Replicas[0].DeletionProtectionEnabled).toBe(true)
    expect(dropped.DeletionPolicy).toBe('Delete')
    expect(dropped.Properties.Replicas[0].DeletionProtectionEnabled).toBe(false)
  })
})

describe('the stream consumers', () => {
  const mappings = Object.entries(resourcesIn(template, 'AWS::Lambda::EventSourceMapping'))

  test('are findings, coverage and the importer', () => {
    const names = mappings.map(([, mapping]): string => mapping.Properties.FunctionName.Ref.replace(/[0-9A-F]{8}$/, ''))

    expect(names.toSorted()).toEqual(['Coverage', 'Findings', 'Importer'])
  })

  const isImporter = ([id]: [string, unknown]): boolean => id.startsWith('Importer')

  test('the importer is told of one new import or placed name at a time, and never of its own progress', () => {
    const [, importer] = mappings.find(isImporter) ?? []
    const filters: { Pattern: string }[] = importer?.Properties.FilterCriteria.Filters

    expect(importer?.Properties).toMatchObject({
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 40,
    })
    expect(filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
      {
        eventName: ['INSERT'],
        dynamodb: { Keys: { pk: { S: [{ prefix: 'IMPORT#' }] }, sk: { S: ['IMPORT'] } } },
      },
      { eventName: ['MODIFY'], dynamodb: { Keys: { pk: { S: [{ prefix: 'WAITING#' }] }, sk: { S: ['NAME'] } } } },
    ])
  })

  test.each(mappings.filter((mapping) => !isImporter(mapping)))(
    '%s splits a failing batch, gives up after bounded retries, and says where it gave up',
    (_, it) => {
      const { Properties: mapping } = it

      expect(mapping).toMatchObject({
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: 100,
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 5,
        ParallelizationFactor: 1,
      })
      // Less than the 24 hours that the stream keeps a record, so that what the queue points at can still be read.
      expect(mapping.MaximumRecordAgeInSeconds).toBeLessThan(24 * 3600)
      const queue = mapping.DestinationConfig.OnFailure.Destination['Fn::GetAtt'][0]
      expect(resourcesIn(template, 'AWS::SQS::Queue')).toHaveProperty(queue)
    },
  )

  test('each have a failure queue of their own', () => {
    const queues = mappings.map(([, mapping]) => JSON.stringify(mapping.Properties.DestinationConfig))

    expect(new Set(queues).size).toBe(mappings.length)
  })
})

describe('the failure queues', () => {
  const queues = Object.entries(resourcesIn(template, 'AWS::SQS::Queue'))

  test.each(queues)('%s is encrypted, refuses plain HTTP, and keeps messages for 14 days', (id, queue) => {
    const policies = Object.values(resourcesIn(template, 'AWS::SQS::QueuePolicy'))
    const own = policies.filter((policy) => policy.Properties.Queues.some((one: { Ref: string }) => one.Ref === id))

    expect(queue.Properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 24 * 3600 })
    expect(JSON.stringify(own)).toContain('"aws:SecureTransport":"false"')
  })
})

describe('every function', () => {
  const functions = Object.entries(resourcesIn(template, 'AWS::Lambda::Function'))

  test('is one of ours: nothing is added by the CDK', () => {
    expect(functionIds(template).toSorted()).toEqual([
      'Api',
      'Audit',
      'Calendar',
      'Contributions',
      'Coverage',
      'Docs',
      'Drift',
      'Exports',
      'Figures',
      'Findings',
      'Importer',
      'Imports',
      'Pledges',
      'Registers',
      'Report',
      'Review',
      'Sheets',
      'Uploads',
    ])
  })

  test.each(functions)('%s runs Node 24 on arm64, traced, with a log group that forgets', (_, { Properties: it }) => {
    const logGroup = resourcesIn(template, 'AWS::Logs::LogGroup')[it.LoggingConfig.LogGroup.Ref]

    expect(it).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], TracingConfig: { Mode: 'Active' } })
    // The importer works a file off, a report its findings, and the verification goes on, as long as Lambda lets them.
    expect(it.Timeout).toBeLessThanOrEqual(
      /^(?:Works|Verifies|Writes the duplication)/.test(it.Description) ? 900 : 300,
    )
    expect(logGroup?.Properties.RetentionInDays).toBe(30)
  })

  test.each(functionIds(template).filter((id) => id !== 'Docs'))('%s starts with the configuration it reads', (id) => {
    const [, { Properties: it }] = functions.find(([name]) => name.startsWith(id)) ?? ['', { Properties: {} }]
    const environment = Object.fromEntries(
      Object.entries(it.Environment.Variables).map(([key, value]) => [
        key,
        typeof value === 'string' ? value : 'https://example.org/resolved-at-deployment',
      ]),
    )

    expect(() => readConfig(environment)).not.toThrow()
  })
})

describe('the grants', () => {
  const read = ['BatchGetItem', 'GetItem', 'Query'].map((action) => `dynamodb:${action}`)
  const write = ['ConditionCheckItem', 'DeleteItem', 'PutItem', 'UpdateItem'].map((action) => `dynamodb:${action}`)
  const stream = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((name) => `dynamodb:${name}`)
  /** Of the counters of its callers' writes alone. */
  const counted = ['dynamodb:UpdateItem']
  const exported = ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject']
  const imported = [...exported, 's3:DeleteObject']
  const posted = ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject']
  const queue = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage']
  const every = ['logs:CreateLogStream', 'logs:PutLogEvents', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments']

  test.each([
    ['Api', [...read, ...write]],
    ['Contributions', [...read, ...write]],
    ['Figures', [...read, 'dynamodb:PutItem', ...counted]],
    ['Review', [...read, ...write]],
    ['Registers', [...read, 'dynamodb:DeleteItem', 'dynamodb:PutItem', ...counted]],
    [
      'Findings',
      [...read, ...write.filter((action) => !action.includes('Update')), ...stream, ...queue, 'sns:Publish'],
    ],
    ['Coverage', [...read, ...write, ...stream, ...queue, 'sns:Publish']],
    ['Pledges', [...read, ...write, ...queue, 'sns:Publish']],
    ['Report', [...read, ...queue, 'dynamodb:PutItem', ...counted, ...exported, 's3:ListBucket', 'sns:Publish']],
    ['Exports', [...read, ...counted, 'dynamodb:PutItem', ...exported]],
    ['Calendar', [...read, ...counted, 'dynamodb:PutItem', ...exported]],
    ['Imports', [...counted, 'dynamodb:GetItem', 'dynamodb:PutItem', ...imported]],
    ['Sheets', [...counted, 'dynamodb:GetItem', 'dynamodb:PutItem', ...exported, 's3:GetObject']],
    ['Uploads', [...counted, 'dynamodb:GetItem', 'dynamodb:PutItem', ...queue, ...imported, ...posted]],
    ['Importer', [...read, ...write, ...stream, ...queue, 's3:GetObject', 'states:StartExecution']],
    ['Audit', [...read, ...queue, ...counted, 'dynamodb:PutItem', 's3:GetObject', 's3:ListBucket', 's3:PutObject']],
    ['Drift', [...read, 'dynamodb:PutItem', 's3:GetObject', 's3:ListBucket']],
    ['Docs', []],
  ])('%s may do exactly what it is for', (id, own) => {
    expect(actionsOf(template, id)).toEqual([...every, ...own].toSorted())
  })

  test('use a wildcard only where AWS or an object key leaves no choice', () => {
    expect(wildcardsIn(template)).toEqual(
      [
        // The names of reports are made at run time.
        's3:AbortMultipartUpload,s3:GetObject,s3:PutObject on <Reports>/*',
        's3:AbortMultipartUpload,s3:GetObject,s3:PutObject on <Reports>/exports/*',
        's3:AbortMultipartUpload,s3:GetObject,s3:PutObject on <Reports>/exports/*',
        's3:AbortMultipartUpload,s3:GetObject,s3:PutObject on <Reports>/exports/*',
        's3:AbortMultipartUpload,s3:DeleteObject,s3:GetObject,s3:PutObject on <Reports>/imports/*',
        's3:AbortMultipartUpload,s3:DeleteObject,s3:GetObject,s3:PutObject on <Reports>/imports/*',
        's3:GetObject,s3:GetObjectVersion,s3:PutObject on <Reports>/uploads/*',
        's3:GetObject on <Reports>/imports/*',
        's3:GetObject on <Reports>/imports/*',
        // The scheduler may start any version of the functions that have a schedule.
        'lambda:InvokeFunction on <Pledges>:*',
        'lambda:InvokeFunction on <Audit>:*',
        's3:GetObject on <Seals>/seals/*',
        // Seals are numbered as they are made.
        's3:GetObject,s3:PutObject on <Seals>/seals/*',
        'lambda:InvokeFunction on <Report>:*',
        // The log of a state machine is delivered by the account's own means, which have no resources to name.
        ...Array.from(
          { length: 2 },
          () =>
            'logs:CreateLogDelivery,logs:DeleteLogDelivery,logs:DescribeLogGroups,logs:DescribeResourcePolicies,logs:GetLogDelivery,logs:ListLogDeliveries,logs:PutResourcePolicy,logs:UpdateLogDelivery,xray:GetSamplingRules,xray:GetSamplingTargets,xray:PutTelemetryRecords,xray:PutTraceSegments on *',
        ),
        // X-Ray has no resources to name.
        ...Array.from({ length: 18 }, () => 'xray:PutTelemetryRecords,xray:PutTraceSegments on *'),
      ].toSorted(),
    )
  })

  test('let nobody change or delete what the audit trail holds', () => {
    // Who may change nothing but how often a caller writes need not be kept from the trail.
    const changing = statementsIn(template).filter(
      ({ actions, condition }) =>
        actions.some((action) =>
          ['dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'].includes(action),
        ) && JSON.stringify(condition) !== '{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["WRITES#*"]}}',
    )
    const denials = denialsIn(template).filter(
      ({ actions, condition }) =>
        actions.includes('dynamodb:UpdateItem') &&
        actions.includes('dynamodb:DeleteItem') &&
        JSON.stringify(condition) === '{"ForAnyValue:StringLike":{"dynamodb:LeadingKeys":["AUDIT#*"]}}',
    )

    expect(changing.length).toBeGreaterThan(0)
    expect(denials.flatMap(({ roles }) => roles).toSorted()).toEqual(changing.flatMap(({ roles }) => roles).toSorted())
  })

  test('never scan and never touch the table itself', () => {
    const actions = statementsIn(template).flatMap((statement) => statement.actions)

    expect(actions.filter((action) => /Scan|Table|PartiQL|\*/.test(action))).toEqual([])
  })

  test('come from our own policies and not from AWS managed ones', () => {
    for (const role of Object.values(resourcesIn(template, 'AWS::IAM::Role'))) {
      expect(role.Properties).not.toHaveProperty('ManagedPolicyArns')
    }
  })
})

describe('the HTTP API', () => {
  const routes = Object.values(resourcesIn(template, 'AWS::ApiGatewayV2::Route')).map((route) => route.Properties)
  const authorizers = resourcesIn(template, 'AWS::ApiGatewayV2::Authorizer')

  test('asks for a token on everything under /v1', () => {
    const guarded = routes.filter((route) => route.RouteKey.includes('/v1'))

    expect(guarded.map((route): string => route.RouteKey).toSorted()).toEqual([
      'ANY /v1/audit',
      'ANY /v1/audit/{proxy+}',
      'ANY /v1/calendar.ics',
      'ANY /v1/clients',
      'ANY /v1/clients/{proxy+}',
      'ANY /v1/contributions/check',
      'ANY /v1/contributions/{id}',
      'ANY /v1/contributions/{id}/{proxy+}',
      'ANY /v1/coverage',
      'ANY /v1/coverage/{proxy+}',
      'ANY /v1/exports/{proxy+}',
      'ANY /v1/findings',
      'ANY /v1/findings/{proxy+}',
      'ANY /v1/imports',
      'ANY /v1/imports/mappings',
      'ANY /v1/imports/mappings/{id}',
      'ANY /v1/imports/template.xlsx',
      'ANY /v1/imports/uploads',
      'ANY /v1/imports/{id}/sheet.csv',
      'ANY /v1/imports/{id}/sheet.xlsx',
      'ANY /v1/imports/{proxy+}',
      'ANY /v1/members',
      'ANY /v1/members/{proxy+}',
      'ANY /v1/names',
      'ANY /v1/names/{proxy+}',
      'ANY /v1/needs',
      'ANY /v1/needs/{proxy+}',
      'ANY /v1/operations',
      'ANY /v1/operations/{proxy+}',
      'ANY /v1/partners',
      'ANY /v1/partners/{proxy+}',
      'ANY /v1/reports',
      'ANY /v1/reports/{file}',
      'ANY /v1/taxonomy',
      'ANY /v1/taxonomy/{proxy+}',
      'ANY /v1/{proxy+}',
    ])
    for (const route of guarded) {
      expect(route.AuthorizationType).toBe('JWT')
      expect(authorizers).toHaveProperty(route.AuthorizerId.Ref)
    }
  })

  test('leaves open the named public routes and no other', () => {
    const open = routes.filter((route) => route.AuthorizationType !== 'JWT').map((route): string => route.RouteKey)

    expect(open.toSorted()).toEqual(['GET /', 'GET /docs', 'GET /docs/{asset}', 'GET /healthz', 'GET /openapi.json'])
  })

  test("takes tokens of the pool's own clients only", () => {
    const authorizer = only('AWS::ApiGatewayV2::Authorizer').Properties
    const clients = Object.keys(resourcesIn(template, 'AWS::Cognito::UserPoolClient'))

    expect(authorizer.AuthorizerType).toBe('JWT')
    expect(authorizer.JwtConfiguration.Audience.map((one: { Ref: string }) => one.Ref).toSorted()).toEqual(
      clients.toSorted(),
    )
    expect(JSON.stringify(authorizer.JwtConfiguration.Issuer)).toContain('https://cognito-idp.')
  })

  test('is throttled and logs each request without naming the caller', () => {
    const stage = only('AWS::ApiGatewayV2::Stage').Properties

    expect(stage.DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 })
    expect(stage.AccessLogSettings.Format).toContain('$context.requestId')
    expect(stage.AccessLogSettings.Format).not.toMatch(/identity|claims|authorization/i)
  })
})

describe('the callers', () => {
  test('cannot sign themselves up, and have strong passwords', () => {
    const pool = only('AWS::Cognito::UserPool').Properties

    expect(pool.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true)
    expect(pool.Policies.PasswordPolicy.MinimumLength).toBeGreaterThanOrEqual(14)
    expect(pool.MfaConfiguration).toBe('OPTIONAL')
    expect(pool.EnabledMfas).toEqual(['SOFTWARE_TOKEN_MFA'])
    expect(only('AWS::Cognito::UserPool', prod).Properties.MfaConfiguration).toBe('ON')
  })

  test('have a group for each role', () => {
    const groups = Object.values(resourcesIn(template, 'AWS::Cognito::UserPoolGroup'))

    expect(groups.map((group): string => group.Properties.GroupName).toSorted()).toEqual([
      'administrator',
      'auditor',
      'coordinator',
      'partner',
      'reader',
    ])
  })

  test('are people without a client secret, or machines with client credentials only', () => {
    const clients = Object.entries(resourcesIn(template, 'AWS::Cognito::UserPoolClient'))
    const clientOf = (name: string) => clients.find(([id]) => id.includes(name))?.[1].Properties

    expect(clientOf('Users')).toMatchObject({ GenerateSecret: false, AllowedOAuthFlowsUserPoolClient: false })
    expect(clientOf('Machines')).toMatchObject({ GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'] })
  })

  test('are also the systems that the context names, which functions take only once they are registered', () => {
    const named = templateWith({ 'tracker:machineClients': 'eu-desk,ecowas-desk' })
    const clients = Object.values(resourcesIn(named, 'AWS::Cognito::UserPoolClient')).map(
      ({ Properties }) => Properties,
    )
    const [authorizer] = Object.values(resourcesIn(named, 'AWS::ApiGatewayV2::Authorizer'))
    const variables = Object.values(resourcesIn(named, 'AWS::Lambda::Function')).map(
      ({ Properties }) => JSON.stringify(Properties.Environment?.Variables?.CLIENT_IDS) ?? '',
    )

    expect(clients.flatMap(({ ClientName }) => ClientName ?? [])).toEqual(['eu-desk', 'ecowas-desk'])
    for (const client of clients.filter(({ ClientName }) => ClientName))
      expect(client).toMatchObject({ GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'] })
    expect(authorizer?.Properties.JwtConfiguration.Audience).toHaveLength(4)
    for (const taken of variables) expect(taken).not.toMatch(/desk/i)
  })
})

describe('the report', () => {
  test('is kept in a bucket that is private, encrypted and versioned', () => {
    const buckets = Object.values(resourcesIn(template, 'AWS::S3::Bucket'))

    expect(buckets).toHaveLength(2)
    for (const { Properties: bucket } of buckets) {
      expect(Object.values(bucket.PublicAccessBlockConfiguration)).toEqual([true, true, true, true])
      expect(bucket.VersioningConfiguration).toEqual({ Status: 'Enabled' })
      expect(JSON.stringify(bucket.BucketEncryption)).toContain('AES256')
    }
    for (const policy of Object.values(resourcesIn(template, 'AWS::S3::BucketPolicy')))
      expect(JSON.stringify(policy)).toContain('"aws:SecureTransport":"false"')
  })

  test('stays in prod when the stack goes', () => {
    const policies = (of: typeof template) =>
      Object.values(resourcesIn(of, 'AWS::S3::Bucket')).map((it) => it.DeletionPolicy)

    expect(policies(prod)).toEqual(['Retain', 'Retain'])
    expect(policies(template)).toEqual(['Delete', 'Delete'])
  })

  test('keeps its seals beside it, where in prod nobody changes one for ten years', () => {
    const lockOf = (of: typeof template) =>
      Object.entries(resourcesIn(of, 'AWS::S3::Bucket')).find(([name]) => name.startsWith('Seals'))?.[1].Properties

    expect(lockOf(prod)).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 3653 } } },
    })
    expect(lockOf(template).ObjectLockConfiguration.Rule.DefaultRetention.Mode).toBe('GOVERNANCE')
  })

  test('is announced through an encrypted topic that refuses plain HTTP', () => {
    const announcing = (type: string) =>
      Object.entries(resourcesIn(template, type)).filter(([id]) => id.startsWith('Announcements'))

    expect(JSON.stringify(announcing('AWS::SNS::Topic'))).toContain('alias/aws/sns')
    expect(JSON.stringify(announcing('AWS::SNS::TopicPolicy'))).toContain('"aws:SecureTransport":"false"')
  })

  test('is mailed to the address of the context, and to nobody without one', () => {
    expect(only('AWS::SNS::Subscription', mailed).Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'office@example.org',
    })
    expect(resourcesIn(template, 'AWS::SNS::Subscription')).toEqual({})
  })
})

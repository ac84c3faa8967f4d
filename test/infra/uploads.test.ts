// Uploads as they are deployed: the bucket that takes them, who is told, and how long they stay.
import { describe, expect, test } from 'vitest'
import { resourcesIn, statementsIn, templateWith } from './stackTemplate.ts'

const template = templateWith()
const named = (type: string, start: string) =>
  Object.entries(resourcesIn(template, type)).find(([id]) => id.startsWith(start))?.[1].Properties

describe('the bucket', () => {
  const bucket = named('AWS::S3::Bucket', 'Reports')

  test('is encrypted, versioned, closed to the public, and reached by TLS alone', () => {
    const policies = Object.values(resourcesIn(template, 'AWS::S3::BucketPolicy'))
    const own = policies.find(({ Properties }) => Properties.Bucket.Ref.startsWith('Reports'))

    expect(bucket.BucketEncryption.ServerSideEncryptionConfiguration).toHaveLength(1)
    expect(bucket.VersioningConfiguration).toEqual({ Status: 'Enabled' })
    expect(Object.values(bucket.PublicAccessBlockConfiguration)).toEqual([true, true, true, true])
    expect(own?.Properties.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    )
  })

  test('forgets what was posted after a day, every version of it', () => {
    expect(bucket.LifecycleConfiguration.Rules).toContainEqual({
      Prefix: 'uploads/',
      Status: 'Enabled',
      ExpirationInDays: 1,
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
    })
  })

  test('tells EventBridge, and nobody may post from a page of another origin', () => {
    expect(bucket.NotificationConfiguration).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } })
    expect(bucket.CorsConfiguration).toBeUndefined()
  })

  test('lets pages of the origins that the context names post, and no more', () => {
    const origins = ['https://pages.example.org', 'https://desk.example.org:8443']
    const open = resourcesIn(templateWith({ 'tracker:uploadOrigins': origins.join(',') }), 'AWS::S3::Bucket')
    const rules = Object.values(open).flatMap(({ Properties }) => Properties.CorsConfiguration?.CorsRules ?? [])

    expect(rules).toEqual([{ AllowedMethods: ['POST'], AllowedOrigins: origins, MaxAge: 3600 }])
  })
})

describe('what is told', () => {
  const rule = named('AWS::Events::Rule', 'Posted')

  test('is one function, of what is posted as an upload to this bucket alone', () => {
    const ofFiles = Object.values(resourcesIn(template, 'AWS::Events::Rule')).filter(({ Properties }) =>
      Properties.EventPattern.source.includes('aws.s3'),
    )
    expect(ofFiles).toHaveLength(1)
    expect(rule.EventPattern).toEqual({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: {
        bucket: { name: [{ Ref: expect.stringMatching(/^Reports/) }] },
        object: { key: [{ prefix: 'uploads/' }] },
      },
    })
    expect(rule.Targets).toMatchObject([{ Arn: { 'Fn::GetAtt': [expect.stringMatching(/^Uploads/), 'Arn'] } }])
  })

  test('may call it by this rule alone, and what fails is kept either way', () => {
    const permission = named('AWS::Lambda::Permission', 'PostedAllowEventRule')
    const queue = /^UploadFailures/
    const invoked = Object.values(resourcesIn(template, 'AWS::Lambda::EventInvokeConfig')).find(({ Properties }) =>
      Properties.FunctionName.Ref.startsWith('Uploads'),
    )

    expect(permission.SourceArn).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Posted/), 'Arn'] })
    expect(rule.Targets[0].DeadLetterConfig.Arn['Fn::GetAtt'][0]).toMatch(queue)
    expect(invoked?.Properties.DestinationConfig.OnFailure.Destination['Fn::GetAtt'][0]).toMatch(queue)
  })
})

test('only the function that signs forms may put what is posted, and nobody may delete it', () => {
  const touching = statementsIn(template).filter(({ resources }) =>
    resources.some((resource) => resource.includes('/uploads/*')),
  )

  expect(touching.map(({ roles, actions }) => [roles.map((role) => role.replace(/Role.*/, '')), actions])).toEqual([
    [['Uploads'], ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject']],
  ])
})

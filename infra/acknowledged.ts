// What cdk-nag's packs (AwsSolutions, Serverless) say of the stack and we leave as it is, each with its reason.
import { CfnResource, type Stack, Validations } from 'aws-cdk-lib'

export interface Acknowledged {
  /** The rule, and where it reports several findings of a resource, which of them. */
  rule: string
  /** Which resources, by their path below the stack. */
  of: RegExp
  reason: string
}

const queues = /Failures\/Resource$/

export const acknowledged: readonly Acknowledged[] = [
  {
    rule: 'AwsSolutions-APIG4',
    of: /^HttpApi\/GET--(?:|healthz|openapi\.json|docs|docs--\{asset\})\/Resource$/,
    reason:
      'Liveness and the documentation are public and hold no record; everything under /v1 is behind the authorizer.',
  },
  {
    rule: 'AwsSolutions-COG2',
    of: /^UserPool\/Resource$/,
    reason: 'Only in dev, where journeys sign in by a script; prod requires a second factor.',
  },
  {
    rule: 'AwsSolutions-COG8',
    of: /^UserPool\/Resource$/,
    reason:
      'The plus plan is paid per user for the risk scoring of sign-ups; nobody signs up here, and a second factor is required in prod.',
  },
  {
    rule: 'AwsSolutions-S1',
    of: /^(?:Reports|Seals)\/Resource$/,
    reason:
      'Objects are reached only by functions, whose requests are logged, and by links that live ten minutes; seals cannot be changed at all.',
  },
  {
    rule: 'AwsSolutions-SQS3',
    of: queues,
    reason:
      'It is the dead-letter queue itself, of a stream consumer or a schedule; an alarm watches it and a command replays it.',
  },
  {
    rule: 'Serverless-SQSRedrivePolicy',
    of: queues,
    reason: 'It is where failures end: nothing consumes it but the replay command, which deletes only what was done.',
  },
  {
    rule: 'Serverless-LambdaDLQ',
    of: /^[A-Z][a-z]+\/Resource$/,
    reason:
      'HTTP callers wait for their answer; consumers and scheduled runs have failure destinations, which replace the older property.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::*]',
    of: /Role\/DefaultPolicy\/Resource$/,
    reason:
      'X-Ray and the delivery of a state machine’s log have no resources to name; test/infra holds every other wildcard to a list.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::<Reports65402A0A.Arn>/*]',
    of: /^ReportRole\/DefaultPolicy\/Resource$/,
    reason: 'The names of reports are made at run time, at the root of their bucket.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::<Reports65402A0A.Arn>/imports/*]',
    of: /^(?:Import(?:er|s)|Sheets|Uploads)Role\/DefaultPolicy\/Resource$/,
    reason: 'Files that are sent in get names of their own, under one prefix.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::<Reports65402A0A.Arn>/uploads/*]',
    of: /^UploadsRole\/DefaultPolicy\/Resource$/,
    reason: 'Each form is for a name of its own, under one prefix, and what is posted lives a day.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::<Reports65402A0A.Arn>/exports/*]',
    of: /^(?:Sheets|Exports|Calendar)Role\/DefaultPolicy\/Resource$/,
    reason: 'Files that are made for one caller get names of their own, under one prefix, and live a day.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::<Seals7EBF2A19.Arn>/seals/*]',
    of: /^(?:Audit|Drift)Role\/DefaultPolicy\/Resource$/,
    reason: 'Seals are numbered as they are made.',
  },
  ...['Pledges6A442AF5', 'ReportC847FC22', 'Audit3D8ADE0A'].map((id) => ({
    rule: `AwsSolutions-IAM5[Resource::<${id}.Arn>:*]`,
    of: /^SchedulerRoleForTarget-\w+\/DefaultPolicy\/Resource$/,
    reason: 'The CDK lets a schedule call any version of its one function.',
  })),
]

const pathBelow = (stack: Stack, resource: CfnResource): string => resource.node.path.slice(stack.node.path.length + 1)

/** Tells the packs; what is not in the list stays a finding. */
export const acknowledge = (stack: Stack): void => {
  const resources = stack.node.findAll().filter((construct) => CfnResource.isCfnResource(construct))
  for (const { rule, of, reason } of acknowledged)
    for (const resource of resources)
      if (of.test(pathBelow(stack, resource))) Validations.of(resource).acknowledge({ id: rule, reason })
}

// The one Lambda function: every default that a function has, with its access declared by the caller.
import { type Duration, RemovalPolicy } from 'aws-cdk-lib'
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Function as LambdaFunction, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { type Beside, codeOf } from './bundling.ts'
import type { Environment } from './environment.ts'
import type { StageConfig } from './stageConfig.ts'

export type TrackerFunctionProps = {
  stage: StageConfig['stage']
  /** The folder under functions/ whose handler.ts this runs. */
  folder: string
  description: string
  memoryMegabytes: number
  timeout: Duration
  environment?: Environment
  access: PolicyStatement[]
  beside?: Beside
}

export const defineFunction = (scope: Construct, id: string, props: TrackerFunctionProps): LambdaFunction => {
  const logGroup = new LogGroup(scope, `${id}Logs`, {
    retention: props.stage === 'prod' ? RetentionDays.ONE_YEAR : RetentionDays.ONE_MONTH,
    removalPolicy: props.stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })

  // Our own role, because the CDK's default one may write to every log group of the account.
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
  logGroup.grantWrite(role)
  for (const statement of props.access) role.addToPolicy(statement)

  return new LambdaFunction(scope, id, {
    description: props.description,
    code: codeOf(props.folder, props.beside),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: props.memoryMegabytes,
    timeout: props.timeout,
    tracing: Tracing.ACTIVE,
    loggingFormat: LoggingFormat.JSON,
    role,
    logGroup,
    ...(props.environment && { environment: props.environment }),
  })
}

// Who may call: people in a Cognito user pool with one group per role, and partners' systems by client credentials.
import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import {
  AccountRecovery,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'
import type { StageConfig } from './stageConfig.ts'

/** The group names are the role names that the functions read from `cognito:groups`. */
const roles = ['partner', 'coordinator', 'reader', 'auditor', 'administrator'] as const

export type Identity = {
  pool: UserPool
  users: UserPoolClient
  machines: UserPoolClient
  issuer: string
  jwksUri: string
  tokenUrl: string
  /** Whose tokens the functions take unasked. */
  clientIds: string[]
  /** Whose tokens the API passes on: the functions ask whether the rest are registered. */
  audience: string[]
}

const definePool = (scope: Construct, { stage }: StageConfig): UserPool => {
  const pool = new UserPool(scope, 'UserPool', {
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    // A decision moves totals: in prod whoever signs in has a second factor.
    mfa: stage === 'prod' ? Mfa.REQUIRED : Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: {
      minLength: 14,
      requireDigits: true,
      requireLowercase: true,
      requireUppercase: true,
      requireSymbols: true,
      tempPasswordValidity: Duration.days(3),
    },
    deletionProtection: stage === 'prod',
    removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
  for (const role of roles) pool.addGroup(role, { groupName: role })
  return pool
}

const defineUsersClient = (pool: UserPool): UserPoolClient =>
  pool.addClient('Users', {
    authFlows: { userSrp: true, adminUserPassword: true },
    disableOAuth: true,
    generateSecret: false,
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    accessTokenValidity: Duration.hours(1),
    idTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.days(7),
  })

/** The client of the stack itself, and one for each named system, so that each is revoked alone. */
const defineMachines = (pool: UserPool, { machineClients }: StageConfig) => {
  const read = new ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read what the client may see' })
  const write = new ResourceServerScope({ scopeName: 'write', scopeDescription: 'Record and change contributions' })
  const server = pool.addResourceServer('Tracker', { identifier: 'tracker', scopes: [read, write] })
  const client = (id: string, name?: string): UserPoolClient =>
    pool.addClient(id, {
      ...(name === undefined ? {} : { userPoolClientName: name }),
      generateSecret: true,
      oAuth: {
        flows: { clientCredentials: true },
        scopes: [OAuthScope.resourceServer(server, read), OAuthScope.resourceServer(server, write)],
      },
      accessTokenValidity: Duration.hours(1),
    })
  return { machines: client('Machines'), named: machineClients.map((name) => client(`Machine-${name}`, name)) }
}

export const defineIdentity = (scope: Construct, config: StageConfig): Identity => {
  const pool = definePool(scope, config)
  const users = defineUsersClient(pool)
  const { machines, named } = defineMachines(pool, config)

  // Spelled out, as the CDK's own HttpUserPoolAuthorizer does: ministack does not know the attribute ProviderURL.
  const issuer = `https://cognito-idp.${Stack.of(scope).region}.amazonaws.com/${pool.userPoolId}`

  // A domain prefix is unique among all accounts of a region, so the account's number is part of it.
  const domainPrefix = `au-tracker-${config.stage}-${Aws.ACCOUNT_ID}`
  pool.addDomain('Domain', { cognitoDomain: { domainPrefix } })

  return {
    pool,
    users,
    machines,
    issuer,
    jwksUri: `${issuer}/.well-known/jwks.json`,
    tokenUrl: `https://${domainPrefix}.auth.${Stack.of(scope).region}.amazoncognito.com/oauth2/token`,
    clientIds: [users.userPoolClientId, machines.userPoolClientId],
    audience: [users, machines, ...named].map(({ userPoolClientId }) => userPoolClientId),
  }
}

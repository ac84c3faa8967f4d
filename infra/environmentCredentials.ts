// Stands in the bundles for @aws-sdk/credential-provider-node: the credentials of a Lambda function are in its environment.

export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env'

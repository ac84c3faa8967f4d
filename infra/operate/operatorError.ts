// What an operator can put right about an AWS account, each in one line: credentials, region, names, reach.
import { StartError } from '../local/startError.ts'

/** By the `name` of the error that an AWS client throws. */
const advice: Record<string, string> = {
  CredentialsProviderError: 'No AWS credentials were found: set AWS_PROFILE, or sign in (aws sso login).',
  ExpiredToken: 'The AWS credentials have expired: sign in again (aws sso login).',
  ExpiredTokenException: 'The AWS credentials have expired: sign in again (aws sso login).',
  TokenProviderError: 'The AWS session has expired: sign in again (aws sso login).',
  InvalidClientTokenId: 'AWS does not know these credentials: check AWS_PROFILE or AWS_ACCESS_KEY_ID.',
  UnrecognizedClientException: 'AWS does not know these credentials: check AWS_PROFILE or AWS_ACCESS_KEY_ID.',
  AccessDenied: 'These AWS credentials may not do this: use a role that operates the stack.',
  AccessDeniedException: 'These AWS credentials may not do this: use a role that operates the stack.',
}

const isOf = (error: Error, text: RegExp): boolean => text.test(`${error.name} ${error.message}`)

/** A StartError for what an operator can mend, and the error itself otherwise. */
export const explained = (error: unknown): unknown => {
  if (!(error instanceof Error) || error instanceof StartError) return error
  const known = advice[error.name]
  if (known !== undefined) return new StartError(known, { cause: error })
  if (isOf(error, /Region is missing|Region not accepted/))
    return new StartError('No AWS region is set: set AWS_REGION.', { cause: error })
  if (isOf(error, /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|TimeoutError/))
    return new StartError('AWS cannot be reached: check the network, AWS_REGION and AWS_ENDPOINT_URL.', {
      cause: error,
    })
  if (error.name === 'ResourceNotFoundException')
    return new StartError('There is no such table in this account and region: `cdk deploy` prints its name.', {
      cause: error,
    })
  if (isOf(error, /Stack .*does not exist/))
    return new StartError('There is no such stack in this account and region: give its name with --stack.', {
      cause: error,
    })
  return error
}

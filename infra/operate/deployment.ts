// Whether a stage can be deployed into an account as it stands: what would stop it, in one line, before anything is built.
import { type CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation'
import { StartError } from '../local/startError.ts'
import { descriptionOf } from '../stageConfig.ts'

/** A stack whose first deployment failed, or that is being taken down: CloudFormation updates none of these. */
const unusable = /^(ROLLBACK_COMPLETE|ROLLBACK_FAILED|CREATE_FAILED|DELETE_.*)$/

export interface Standing {
  /** The stack of that name, where there is one. */
  stack: Pick<Stack, 'Description' | 'StackStatus' | 'Outputs'> | undefined
  /** Whether `cdk bootstrap` was run in this account and region. */
  isPrepared: boolean
}

/** By what it says of itself; ministack forgets that, so by its outputs too. */
const isOurs = (stage: string, { Description, Outputs = [] }: NonNullable<Standing['stack']>): boolean =>
  Description === descriptionOf(stage) ||
  ['ApiUrl', 'TableName', 'SealBucket'].every((name) => Outputs.some(({ OutputKey }) => OutputKey === name))

/** Throws a StartError for what the operator has to put right first. */
export const refuseToDeploy = (stage: string, name: string, { stack, isPrepared }: Standing): void => {
  if (!isPrepared)
    throw new StartError('This account and region are not prepared for the CDK: run "npx cdk bootstrap" once.')
  if (!stack) return
  const { Description, StackStatus = '' } = stack
  if (!isOurs(stage, stack))
    throw new StartError(
      `The stack name ${name} is taken in this account and region by another stack (${(Description || 'without a description').replaceAll(/\s+/g, ' ').slice(0, 200)}): use another region or account.`,
    )
  if (unusable.test(StackStatus))
    throw new StartError(
      `The stack ${name} is ${StackStatus} and cannot be updated: "aws cloudformation delete-stack --stack-name ${name}", then deploy again.`,
    )
  if (StackStatus.endsWith('_IN_PROGRESS'))
    throw new StartError(`The stack ${name} is being changed (${StackStatus}): wait until that is over.`)
}

const stackNamed = async (client: CloudFormationClient, name: string): Promise<Stack | undefined> => {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }))
    return Stacks.find(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE')
  } catch (error) {
    if (error instanceof Error && /does not exist/.test(error.message)) return undefined
    throw error
  }
}

/** null for whoever may not look: the role of a delivery may do no more than take those of the CDK, which look for themselves. */
export const standingOf = async (client: CloudFormationClient, name: string): Promise<Standing | null> => {
  try {
    return {
      stack: await stackNamed(client, name),
      isPrepared: (await stackNamed(client, 'CDKToolkit')) !== undefined,
    }
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('AccessDenied')) return null
    throw error
  }
}

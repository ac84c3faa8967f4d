// Executions of a deployed stack's state machines, and what waits in its failure queues.
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { stackName } from './stack.ts'

const machine = (work: string): string => `arn:aws:states:us-east-1:000000000000:stateMachine:${stackName}-${work}`

/** The execution of a large import, which is called as the import is. */
const importArn = (id: string): string => `${machine('imports').replace(':stateMachine:', ':execution:')}:${id}`

export const importStatus = async (id: string): Promise<string | undefined> =>
  (await new SFNClient({}).send(new DescribeExecutionCommand({ executionArn: importArn(id) }))).status

/** How often what kind of event came. */
export const importEvents = async (id: string): Promise<Map<string, number>> => {
  const counts = new Map<string, number>()
  const client = new SFNClient({})
  let nextToken: string | undefined
  do {
    const page = await client.send(new GetExecutionHistoryCommand({ executionArn: importArn(id), nextToken }))
    for (const { type = '' } of page.events ?? []) counts.set(type, (counts.get(type) ?? 0) + 1)
    nextToken = page.nextToken
  } while (nextToken !== undefined)
  return counts
}

export const stopImport = async (id: string): Promise<void> => {
  await new SFNClient({}).send(new StopExecutionCommand({ executionArn: importArn(id) }))
}

export const executionsOf = async (work: string): Promise<{ name: string; status: string }[]> => {
  const { executions = [] } = await new SFNClient({}).send(
    new ListExecutionsCommand({ stateMachineArn: machine(work) }),
  )
  return executions.map(({ name = '', status = '' }) => ({ name, status }))
}

/** Whether the execution of a replay has ended well. */
export const hasReplayed = async (work: string): Promise<boolean> =>
  (await executionsOf(work)).some(({ name, status }) => name.startsWith('replay-') && status === 'SUCCEEDED')

/** How many messages wait in a failure queue of the stack. */
export const waitingIn = async (queue: string): Promise<number> => {
  const queues = new SQSClient({})
  const { QueueUrls = [] } = await queues.send(new ListQueuesCommand({}))
  const QueueUrl = QueueUrls.find((url) => url.includes(queue))
  const { Attributes } = await queues.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
  )
  return Number(Attributes?.['ApproximateNumberOfMessages'] ?? 0)
}

// `npm run replay -- --stack au-tracker-prod`: does again what lies in a deployed tracker's failure queues.
import { parseArgs } from 'node:util'
import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation'
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'
import { explainAndExit, StartError } from '../local/startError.ts'
import { failureIn } from './failure.ts'
import { explained } from './operatorError.ts'
import { type Invoke, type Outcome, replayFailure, type Start } from './replayFailure.ts'

const usage = 'npm run replay -- --stack au-tracker-dev [--forget]'

interface Queue {
  name: string
  url: string
}

/** Every queue of the stack is a failure queue. */
const queuesOf = async (stack: string): Promise<Queue[]> => {
  const client = new CloudFormationClient({})
  const queues: Queue[] = []
  for await (const page of paginateListStackResources({ client }, { StackName: stack }))
    for (const { ResourceType, LogicalResourceId = '', PhysicalResourceId = '' } of page.StackResourceSummaries ?? [])
      if (ResourceType === 'AWS::SQS::Queue')
        queues.push({ name: LogicalResourceId.replace(/[0-9A-F]{8}$/, ''), url: PhysicalResourceId })
  return queues
}

const invokeOn =
  (lambda: LambdaClient): Invoke =>
  async (functionArn, event) => {
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({ FunctionName: functionArn, Payload: JSON.stringify(event) }),
    )
    const text = Payload ? Buffer.from(Payload).toString() : ''
    if (FunctionError !== undefined) throw new Error(`the function failed again: ${text.slice(0, 300)}`)
    return text === '' ? null : (JSON.parse(text) as unknown)
  }

const startOn =
  (machines: SFNClient): Start =>
  async (execution) => {
    try {
      await machines.send(new StartExecutionCommand(execution))
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error
    }
  }

/** Longer than the longest function may take, so that no other run takes the message meanwhile. */
const heldSeconds = 1200

const nextMessage = async (sqs: SQSClient, { url }: Queue): Promise<Message | undefined> => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: 1,
      VisibilityTimeout: heldSeconds,
      WaitTimeSeconds: 2,
      MessageAttributeNames: ['All'],
    }),
  )
  return Messages[0]
}

type Tally = Record<Outcome['state'], number>

/** Takes each message once: what fails is held back from this run, and given free at its end. */
const replayQueue = async (queue: Queue, { mayForget }: { mayForget: boolean }): Promise<Tally> => {
  const sqs = new SQSClient({})
  const replayer = {
    streams: new DynamoDBStreamsClient({}),
    invoke: invokeOn(new LambdaClient({})),
    start: startOn(new SFNClient({})),
  }
  const tally: Tally = { replayed: 0, forgotten: 0, failed: 0 }
  const left: string[] = []
  for (let message = await nextMessage(sqs, queue); message; message = await nextMessage(sqs, queue)) {
    const { Body = '', MessageAttributes, ReceiptHandle = '' } = message
    const failure = failureIn(Body, MessageAttributes?.['TARGET_ARN']?.StringValue)
    const outcome: Outcome = failure
      ? await replayFailure(replayer, failure)
      : { state: 'failed', reason: `not a message of a failure: ${Body.slice(0, 100)}` }
    tally[outcome.state] += 1
    if (outcome.state === 'failed') console.log(`${queue.name}: ${outcome.reason}`)
    if (outcome.state === 'replayed' || (outcome.state === 'forgotten' && mayForget))
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle }))
    else left.push(ReceiptHandle)
  }
  for (const ReceiptHandle of left)
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: queue.url, ReceiptHandle, VisibilityTimeout: 0 }))
  return tally
}

const advice = (mayForget: boolean): string =>
  mayForget
    ? 'What the stream had forgotten is out of the queues: "npm run rebuild -- --table TABLE" derives it anew.'
    : 'The stream has forgotten records that are older than a day: run "npm run rebuild -- --table TABLE", then this with --forget.'

/** Says what became of each queue's messages, and whether nothing is left. */
const run = async (stack: string, mayForget: boolean): Promise<boolean> => {
  const total: Tally = { replayed: 0, forgotten: 0, failed: 0 }
  for (const queue of await queuesOf(stack)) {
    const tally = await replayQueue(queue, { mayForget })
    for (const state of ['replayed', 'forgotten', 'failed'] as const) total[state] += tally[state]
    const words = Object.entries(tally).filter(([, count]) => count > 0)
    console.log(`${queue.name}: ${words.map(([state, count]) => `${count} ${state}`).join(', ') || 'empty'}`)
  }
  if (total.forgotten > 0) console.log(advice(mayForget))
  return total.failed === 0 && (total.forgotten === 0 || mayForget)
}

const wordsGiven = (): { stack: string; mayForget: boolean } => {
  try {
    const { values } = parseArgs({ options: { stack: { type: 'string' }, forget: { type: 'boolean' } } })
    if (values.stack === undefined) throw new StartError(usage)
    return { stack: values.stack, mayForget: values.forget ?? false }
  } catch {
    throw new StartError(usage)
  }
}

try {
  const { stack, mayForget } = wordsGiven()
  process.exitCode = (await run(stack, mayForget)) ? 0 : 1
} catch (error) {
  explainAndExit(explained(error))
}

// What a message in a failure queue says: which function failed, and over what.
import * as z from 'zod'

/** Records of the table's stream, named by where they lie in it: their content is not in the message. */
export interface StreamFailure {
  kind: 'stream'
  functionArn: string
  streamArn: string
  shardId: string
  /** The first and the last record, both included. */
  from: string
  to: string
}

/** An event that the scheduler sent, whole. */
export interface EventFailure {
  kind: 'event'
  functionArn: string
  payload: unknown
}

/** An execution of a state machine that did not end well. */
export interface ExecutionFailure {
  kind: 'execution'
  stateMachineArn: string
  /** What the one that does it again is called: the same of the same message; none where the message has no id. */
  name?: string
  input: string
}

export type Failure = StreamFailure | EventFailure | ExecutionFailure

/** The failure destination of an event source mapping. */
const OfStream = z.object({
  requestContext: z.object({ functionArn: z.string() }),
  DDBStreamBatchInfo: z.object({
    streamArn: z.string(),
    shardId: z.string(),
    startSequenceNumber: z.string(),
    endSequenceNumber: z.string(),
  }),
})

/** The failure destination of an asynchronous invocation: the function itself failed. */
const OfInvocation = z.object({ requestContext: z.object({ functionArn: z.string() }), requestPayload: z.unknown() })

/** What EventBridge tells of an execution; its input is a text of JSON. */
const OfExecution = z.object({
  source: z.literal('aws.states'),
  id: z.string(),
  detail: z.object({ stateMachineArn: z.string(), input: z.string() }),
})

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** A version or alias is left off: what failed is replayed by the function as it is deployed now. */
const unqualified = (functionArn: string): string => functionArn.split(':').slice(0, 7).join(':')

/**
 * null for a message that is of none of these kinds. `targetArn` is the message attribute TARGET_ARN of the
 * scheduler's dead-letter queue, whose messages are the event alone: what it is for could not even be called.
 */
export const failureIn = (body: string, targetArn?: string): Failure | null => {
  const value = parsed(body)
  const stream = OfStream.safeParse(value)
  if (stream.success) {
    const { requestContext, DDBStreamBatchInfo: batch } = stream.data
    return {
      kind: 'stream',
      functionArn: unqualified(requestContext.functionArn),
      streamArn: batch.streamArn,
      shardId: batch.shardId,
      from: batch.startSequenceNumber,
      to: batch.endSequenceNumber,
    }
  }
  const execution = OfExecution.safeParse(value)
  if (execution.success) {
    const { id, detail } = execution.data
    return { kind: 'execution', ...detail, name: `replay-${id}` }
  }
  if (targetArn?.includes(':stateMachine:'))
    return { kind: 'execution', stateMachineArn: targetArn, input: JSON.stringify(value ?? {}) }
  if (targetArn !== undefined) return { kind: 'event', functionArn: unqualified(targetArn), payload: value ?? {} }
  const invocation = OfInvocation.safeParse(value)
  if (!invocation.success) return null
  const { requestContext, requestPayload } = invocation.data
  return { kind: 'event', functionArn: unqualified(requestContext.functionArn), payload: requestPayload ?? {} }
}

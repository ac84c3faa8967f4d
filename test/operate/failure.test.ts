// Each kind of message that a failure queue holds, as AWS writes them, and what is none.
import { expect, test } from 'vitest'
import { failureIn } from '#infra/operate/failure.ts'

const functionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:au-tracker-dev-Coverage'
const streamArn = 'arn:aws:dynamodb:eu-west-1:111122223333:table/tracker/stream/2026-11-22T00:00:00.000'

test('records of the stream are named by where they lie', () => {
  const body = JSON.stringify({
    requestContext: {
      requestId: 'c9b8fa9f-5a7f-xmpl-af9c-0c604cde93a5',
      functionArn: `${functionArn}:$LATEST`,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 1,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: '2026-11-22T00:13:49.717Z',
    DDBStreamBatchInfo: {
      shardId: 'shardId-00000001573689847184-864758bb',
      startSequenceNumber: '800000000003126276362',
      endSequenceNumber: '800000000003126276399',
      approximateArrivalOfFirstRecord: '2026-11-22T00:13:19Z',
      approximateArrivalOfLastRecord: '2026-11-22T00:13:19Z',
      batchSize: 12,
      streamArn,
    },
  })

  expect(failureIn(body)).toEqual({
    kind: 'stream',
    functionArn,
    streamArn,
    shardId: 'shardId-00000001573689847184-864758bb',
    from: '800000000003126276362',
    to: '800000000003126276399',
  })
})

test('an event that its function failed with is whole in the message', () => {
  const payload = { scheduledTime: '2026-11-22T06:00:00Z' }
  const body = JSON.stringify({
    version: '1.0',
    requestContext: { functionArn: `${functionArn}:$LATEST`, condition: 'RetriesExhausted', approximateInvokeCount: 3 },
    requestPayload: payload,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorMessage: 'no' },
  })

  expect(failureIn(body)).toEqual({ kind: 'event', functionArn, payload })
})

test('an event that the scheduler could not hand over is the message, and its function an attribute', () => {
  const payload = { scheduledTime: '2026-11-22T06:00:00Z' }

  expect(failureIn(JSON.stringify(payload), functionArn)).toEqual({ kind: 'event', functionArn, payload })
})

const stateMachineArn = 'arn:aws:states:eu-west-1:111122223333:stateMachine:au-tracker-dev-imports'

test('an execution that did not end well is begun anew, once of one message', () => {
  const body = JSON.stringify({
    version: '0',
    id: '315c1398-40ff-a850-213b-158f73e60175',
    'detail-type': 'Step Functions Execution Status Change',
    source: 'aws.states',
    account: '111122223333',
    time: '2026-11-23T19:42:21Z',
    detail: {
      executionArn: 'arn:aws:states:eu-west-1:111122223333:execution:au-tracker-dev-imports:i1',
      stateMachineArn,
      name: 'i1',
      status: 'FAILED',
      input: '{"import":"i1"}',
    },
  })

  expect(failureIn(body)).toEqual({
    kind: 'execution',
    stateMachineArn,
    name: 'replay-315c1398-40ff-a850-213b-158f73e60175',
    input: '{"import":"i1"}',
  })
})

test('and so is one that the scheduler could not begin', () => {
  expect(failureIn('{}', stateMachineArn)).toEqual({ kind: 'execution', stateMachineArn, input: '{}' })
})

test.each(['', 'not JSON', '[]', 'null', '{"requestContext":{}}', '{"a":1}'])('%j is none', (body) => {
  expect(failureIn(body)).toBeNull()
})

// The consumers of a deployed table's stream: switched off while somebody rebuilds what they derive, and on again.
import { setTimeout as wait } from 'node:timers/promises'
import {
  type EventSourceMappingConfiguration,
  GetEventSourceMappingCommand,
  type LambdaClient,
  paginateListEventSourceMappings,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda'
import { StartError } from '../local/startError.ts'

const pollMilliseconds = 1000
const mostPolls = 180

const isOn = ({ State = '' }: EventSourceMappingConfiguration): boolean => /^(Enabled|Enabling|Creating)$/.test(State)

/** The ids of the event source mappings of a table's stream that are on. */
export const consumersOn = async (lambda: LambdaClient, tableName: string): Promise<string[]> => {
  const ids: string[] = []
  for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings({ client: lambda }, {}))
    for (const mapping of EventSourceMappings)
      if (
        mapping.UUID !== undefined &&
        mapping.EventSourceArn?.includes(`:table/${tableName}/stream/`) &&
        isOn(mapping)
      )
        ids.push(mapping.UUID)
  return ids
}

/** Switches the mappings, and returns once each is as asked. What the stream holds meanwhile is delivered afterwards. */
export const switchConsumers = async (lambda: LambdaClient, ids: readonly string[], on: boolean): Promise<void> => {
  for (const UUID of ids) await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: on }))
  const wanted = on ? 'Enabled' : 'Disabled'
  for (const UUID of ids) {
    let state: string | undefined
    for (let poll = 0; poll < mostPolls && state !== wanted; poll += 1) {
      if (poll > 0) await wait(pollMilliseconds)
      state = (await lambda.send(new GetEventSourceMappingCommand({ UUID }))).State
    }
    if (state !== wanted)
      throw new StartError(
        `The event source mapping ${UUID} is ${state} and not ${wanted}: look at it, then try again.`,
      )
  }
}

// Stream records of contributions, decisions and partners: listings and findings follow them, and partners are told.
import { ComparedBeside } from '#actions/comparedBeside.ts'
import { refreshFindings, refreshFindingState } from '#actions/refreshFindings.ts'
import { refreshListings, refreshProviderWords } from '#actions/refreshListings.ts'
import { tellPartners } from '#actions/tellPartners.ts'
import type { Services } from '#runtime/services.ts'
import { type ChangedKey, followStream } from '#stream/followStream.ts'
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'

const targetOf = ({ pk, sk }: ChangedKey): string | null => {
  const isFollowed =
    (pk.startsWith('CONTRIBUTION#') && sk === 'CONTRIBUTION') ||
    (pk.startsWith('FINDING#') && sk === 'DECISIONS') ||
    (pk.startsWith('PARTNER#') && sk === 'PARTNER')
  if (pk.startsWith('FINDING#') && sk === 'FINDING') return pk.replace('FINDING', 'TELL')
  return isFollowed ? pk : null
}

/** The stream brings each finding that was stored for the first time back here. */
const isNewFinding = ({ eventName, dynamodb }: DynamoDBRecord): boolean =>
  eventName === 'INSERT' &&
  dynamodb?.Keys?.['pk']?.S?.startsWith('FINDING#') === true &&
  dynamodb.Keys['sk']?.S === 'FINDING'

/** A partner's words and what a partner is told are nobody else's; contributions and findings are sides of pairs. */
const lineOf = (target: string): string => (/^(?:PARTNER|TELL)#/.test(target) ? target : 'pairs')

const follower = (services: Services, compared: ComparedBeside) =>
  followStream({
    consumer: 'findings',
    log: services.log,
    targetOf,
    lineOf,
    refresh: async (target) => {
      const [kind, id = ''] = target.split('#')
      if (kind === 'FINDING') return refreshFindingState(services, id)
      if (kind === 'TELL') return tellPartners(services, id)
      if (kind === 'PARTNER') return refreshProviderWords(services, id)
      // Both to their ends: what went on when the other had failed would store beside the next try what it read before.
      const both = await Promise.allSettled([refreshListings(services, id), refreshFindings(services, id, compared)])
      for (const one of both) if (one.status === 'rejected') throw one.reason
    },
  })

export const createConsumer = (services: Services) => {
  const follow = follower(services, new ComparedBeside())
  return async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const Findings = event.Records.filter(isNewFinding).length
    if (Findings > 0) services.log.measure({ Consumer: 'findings' }, { Findings })
    return follow(event)
  }
}

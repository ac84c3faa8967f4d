// All operations of the API, in the order in which paths are tried.
import type { Operation } from '#http/operation.ts'
import { contributionOperations } from './routes/contributions.ts'
import { contributionEventOperations } from './routes/contributionEvents.ts'
import { memberOperations } from './routes/members.ts'
import { needOperations } from './routes/needs.ts'
import { partnerOperations } from './routes/partners.ts'
import { taxonomyOperations } from './routes/taxonomy.ts'

export const operations: Operation[] = [
  ...taxonomyOperations,
  ...partnerOperations,
  ...contributionOperations,
  ...contributionEventOperations,
  ...needOperations,
  ...memberOperations,
]

// All operations of the API, in the order in which paths are tried.
import type { Operation } from '#http/operation.ts'
import { contributionOperations } from './routes/contributions.ts'
import { contributionEventOperations } from './routes/contributionEvents.ts'

export const operations: Operation[] = [...contributionOperations, ...contributionEventOperations]

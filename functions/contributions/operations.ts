// All operations on one contribution.
import type { Operation } from '#http/operation.ts'
import { contributionEventOperations } from './routes/contributionEvents.ts'
import { contributionOperations } from './routes/contribution.ts'

export const oneContributionOperations: Operation[] = [...contributionOperations, ...contributionEventOperations]

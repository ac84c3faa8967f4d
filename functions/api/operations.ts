// All operations of the API, in the order in which paths are tried.
import type { Operation } from '#http/operation.ts'
import { contributionsOperations } from './routes/contributions.ts'

export const operations: Operation[] = contributionsOperations

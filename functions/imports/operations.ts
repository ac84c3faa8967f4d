// What the function answers, as one list: files that come in, and what became of them.
import type { Operation } from '#http/operation.ts'
import { importOperations } from './routes/imports.ts'

export const importsOperations: readonly Operation[] = importOperations

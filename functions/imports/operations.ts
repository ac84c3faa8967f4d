// What the function answers, as one list: imports and mappings.
import type { Operation } from '#http/operation.ts'
import { importOperations } from './routes/imports.ts'
import { templateOperations } from './routes/template.ts'
import { mappingOperations } from './routes/mappings.ts'

export const importsOperations: readonly Operation[] = [
  ...templateOperations,
  ...mappingOperations,
  ...importOperations,
]

// The registers beside the contributions, in the order in which paths are tried.
import type { Operation } from '#http/operation.ts'
import { clientOperations } from './routes/clients.ts'
import { mappingOperations } from './routes/mappings.ts'
import { memberOperations } from './routes/members.ts'
import { needOperations } from './routes/needs.ts'
import { partnerOperations } from './routes/partners.ts'
import { peaceOperationOperations } from './routes/peaceOperations.ts'
import { taxonomyOperations } from './routes/taxonomy.ts'

export const registerOperations: Operation[] = [
  ...taxonomyOperations,
  ...partnerOperations,
  ...needOperations,
  ...peaceOperationOperations,
  ...memberOperations,
  ...clientOperations,
  ...mappingOperations,
]

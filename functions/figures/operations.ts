// All operations on figures.
import type { Operation } from '#http/operation.ts'
import { coverageOperations } from './routes/coverage.ts'
import { explainOperations } from './routes/explain.ts'
import { gapOperations } from './routes/gaps.ts'
import { lapsingOperations } from './routes/lapsing.ts'
import { predictabilityOperations } from './routes/predictability.ts'
import { suggestionOperations } from './routes/suggestions.ts'
import { whatIfOperations } from './routes/whatIf.ts'

export const figureOperations: Operation[] = [
  ...gapOperations,
  ...explainOperations,
  ...lapsingOperations,
  ...suggestionOperations,
  ...predictabilityOperations,
  ...whatIfOperations,
  ...coverageOperations,
]

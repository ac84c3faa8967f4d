// What makes a cell of the report the same cell in the next one.
import type { Measure } from '#model/coverage.ts'

interface CellCodes {
  subCluster?: string | null | undefined
  priorityArea?: string | null | undefined
  beneficiary?: string | null | undefined
}

/** `sub-cluster/priority-area/beneficiary`; codes hold no slash, and a missing one is empty. */
export function cellKey({ subCluster, priorityArea, beneficiary }: CellCodes): string {
  return [subCluster, priorityArea, beneficiary].map((code) => code ?? '').join('/')
}

/** The key of one printed row: its cell, its measure, and its quarter or year if the report is split by time. */
export function rowKey(cell: CellCodes, measure: Measure, time: string | null): string {
  return `${cellKey(cell)}/${measure}/${time ?? ''}`
}

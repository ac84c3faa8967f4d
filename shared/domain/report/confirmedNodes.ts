// Records that were found to be one: whichever of them is named, their survivor is meant (formula 4).
import type { HeldFinding } from './heldFinding.ts'
import { inOrderOf } from './ordering.ts'

/** The survivor of a record, and the records that a survivor stands for. */
export interface ConfirmedNodes {
  survivorOf: (id: string) => string
  recordsOf: (survivor: string) => string[]
}

/**
 * Follows every decided `same-contribution` to its last survivor. A verdict that still waits for its second
 * coordinator joins nothing.
 */
export function confirmedNodes(findings: readonly HeldFinding[]): ConfirmedNodes {
  const replacedBy = new Map<string, string>()
  for (const finding of findings.toSorted(inOrderOf(({ id }) => id))) {
    const survivor = finding.state === 'decided' ? sameContributionSurvivor(finding) : null
    if (!survivor) continue
    for (const { id } of finding.contributions) if (id !== survivor) replacedBy.set(id, survivor)
  }
  const survivorOf = (id: string) => lastSurvivor(id, replacedBy)
  const recordsOf = Map.groupBy([...replacedBy.keys()].toSorted(), survivorOf)
  return { survivorOf, recordsOf: (survivor) => recordsOf.get(survivor) ?? [] }
}

function sameContributionSurvivor({ decisions }: HeldFinding): string | null {
  const last = decisions.at(-1)
  return last?.verdict === 'same-contribution' ? last.survivor : null
}

// The store refuses loops; a report must end all the same if one was ever let through.
function lastSurvivor(id: string, replacedBy: ReadonlyMap<string, string>): string {
  const seen = new Set<string>()
  let current = id
  for (let next = replacedBy.get(current); next && !seen.has(current); next = replacedBy.get(current)) {
    seen.add(current)
    current = next
  }
  return current
}

// Envelopes: what a contribution still counts when its children count for themselves (formula 4).
import { type Measure, measures } from '#model/coverage.ts'
import { largest } from '../decimal.ts'
import { shrink, sumOf } from './apportion.ts'
import type { CountedCell, CountedRecord } from './cells.ts'
import { type CountedGroup, liveRecords } from './countedGroup.ts'
import { perStage } from './figure.ts'
import type { MeasureAmounts, StageAmounts } from './stages.ts'

const nothing: StageAmounts = perStage(() => 0n)

/**
 * The envelopes of a group, as declared by its records and by decisions.
 *
 * Which record reduces which, and by how much, comes from the declarations alone and never from what is a duplicate of
 * what: a child that was set aside as a duplicate still reduces its envelope, by its own total. So two children of one
 * envelope that prove to be the same both still reduce it, and the envelope counts that much too little: letting it grow
 * back would raise its cells above the `net.high` given before the decision, which formula 4 forbids.
 */
export class Envelopes {
  readonly #records: Map<string, CountedRecord>
  readonly #childrenOf: Map<string, string[]>
  readonly #usdAtParentMonth: NonNullable<CountedGroup['childUsdAtParentMonth']>
  readonly #totals = new Map<string, MeasureAmounts>()

  constructor(group: CountedGroup) {
    this.#records = new Map(liveRecords(group).map((record) => [record.id, record]))
    this.#childrenOf = declaredChildren(this.#records, group)
    this.#usdAtParentMonth = group.childUsdAtParentMonth ?? (() => null)
  }

  /**
   * What a record counts, in its own cells, if it stands for all of `members`: per stage its own amount less the totals
   * of all their children, which count for themselves; a member's children move to it, also when it is one of them.
   */
  countedCells(record: CountedRecord, members: readonly CountedRecord[]): CountedCell[] {
    const totals = [...this.childTotals(record, members).values()]
    if (totals.length === 0) return record.cells
    return measures.flatMap((measure) => remainder(record, measure, sumOfStages(totals, measure)))
  }

  /** The children that reduce a record if it stands for all of `members`, each with its total per stage. */
  childTotals(record: CountedRecord, members: readonly CountedRecord[]): Map<string, MeasureAmounts> {
    const children = new Set(members.flatMap(({ id }) => this.#childrenOf.get(id) ?? []))
    children.delete(record.id)
    return new Map([...children].toSorted().map((child) => [child, this.#totalWithin(child, record.id)]))
  }

  /** A child's total per stage: its own amount or the sum of its children's totals, whichever is larger. */
  #totalWithin(childId: string, parentId: string): MeasureAmounts {
    const key = `${childId}|${parentId}`
    const known = this.#totals.get(key)
    if (known) return known
    const own = this.#ownWithin(childId, parentId)
    const grandchildren = (this.#childrenOf.get(childId) ?? []).map((id) => this.#totalWithin(id, childId))
    const total: MeasureAmounts = {}
    for (const measure of measures) {
      const [ownAmounts, sums] = [own[measure] ?? nothing, sumOfStages(grandchildren, measure)]
      total[measure] = perStage((stage) => largest(ownAmounts[stage], sums[stage]))
    }
    this.#totals.set(key, total)
    return total
  }

  #ownWithin(childId: string, parentId: string): MeasureAmounts {
    const totals = this.#records.get(childId)?.totals ?? {}
    const usd = totals.usd && this.#usdAtParentMonth(childId, parentId)
    return usd ? { ...totals, usd } : totals
  }
}

// The remainder spreads by the envelope's own shares, so it shrinks in proportion in every cell.
function remainder(record: CountedRecord, measure: Measure, children: StageAmounts): CountedCell[] {
  const own = record.cells.filter(({ cell }) => cell.measure === measure)
  const left = perStage((stage) => {
    const amounts = own.map((counted) => counted.amounts[stage])
    return shrink(amounts, largest(0n, sumOf(amounts) - children[stage]))
  })
  return own.map(({ cell }, index) => ({ cell, amounts: perStage((stage) => left[stage][index] ?? 0n) }))
}

function sumOfStages(totals: readonly MeasureAmounts[], measure: Measure): StageAmounts {
  return perStage((stage) => sumOf(totals.map((total) => total[measure]?.[stage] ?? 0n)))
}

/**
 * The children that each envelope is reduced by. Declarations in a loop say nothing about which is the larger and are
 * ignored; a child declared part of an envelope and of that envelope's child reduces only the nearer one.
 */
function declaredChildren(records: Map<string, CountedRecord>, group: CountedGroup): Map<string, string[]> {
  const declared = new Map<string, Set<string>>([...records].map(([id, { envelopes }]) => [id, new Set(envelopes)]))
  for (const { part, whole } of group.partOf) declared.get(part)?.add(whole)

  const direct = kept(declared, (part, whole) => records.has(whole) && !reaches(declared, [whole], part))
  const nearest = kept(direct, (part, whole) => {
    const others = [...(direct.get(part) ?? [])].filter((other) => other !== whole)
    return !reaches(direct, others, whole)
  })
  const children = new Map<string, string[]>()
  for (const [part, wholes] of nearest) {
    for (const whole of wholes) children.set(whole, [...(children.get(whole) ?? []), part])
  }
  return children
}

type Wholes = Map<string, Set<string>>

function kept(wholesOf: Wholes, keeps: (part: string, whole: string) => boolean): Wholes {
  return new Map(
    [...wholesOf].map(([part, wholes]) => [part, new Set([...wholes].filter((whole) => keeps(part, whole)))]),
  )
}

function reaches(wholesOf: Wholes, from: readonly string[], target: string): boolean {
  const seen = new Set(from)
  for (const id of seen) {
    if (id === target) return true
    for (const whole of wholesOf.get(id) ?? []) seen.add(whole)
  }
  return false
}

// What a changed item moves in coverage: records and findings move cells; cells and entries beside them move what is made of those; cover that is lost is told.
import type { Services } from '#runtime/services.ts'
import { besideViewerAt } from '#store/besides.ts'
import { type CellRow, finestRowAt } from '#store/coverageCells.ts'
import { lossAt } from '#store/losses.ts'
import { neededRowAt } from '#store/neededRows.ts'
import type { Key } from '#store/table.ts'
import { refreshBeside } from './refreshBeside.ts'
import { refreshCoverage, refreshNeed } from './refreshCoverage.ts'
import { refreshNeededRow } from './refreshNeededRow.ts'
import { tellLostCover } from './tellLostCover.ts'

type Target =
  | { kind: 'contribution' | 'need'; id: string }
  | ({ kind: 'row' } & Omit<CellRow, 'grouping'>)
  | { kind: 'beside'; viewer: string }
  | { kind: 'lost'; at: Key }

const recordAt = ({ pk, sk }: Key): Target | null => {
  const [kind, id = ''] = pk.split('#')
  // Of a contribution's own partition, its row and its findings change what is counted with it.
  if (kind === 'CONTRIBUTION')
    return sk === 'CONTRIBUTION' || sk.startsWith('FINDING#') ? { kind: 'contribution', id } : null
  return kind === 'NEED' && sk === 'NEED' ? { kind: 'need', id } : null
}

const targetAt = (key: Key): Target | null => {
  const cell = finestRowAt(key)
  if (cell) return { kind: 'row', ...cell }
  const row = neededRowAt(key)
  if (row) return { kind: 'row', viewer: 'everyone', ...row }
  const lost = lossAt(key)
  if (lost) return { kind: 'lost', at: lost }
  const viewer = besideViewerAt(key)
  return viewer === null ? recordAt(key) : { kind: 'beside', viewer }
}

/** One text for all items of one target; null for items that coverage does not follow. */
export const coverageTargetOf = (key: Key): string | null => {
  const target = targetAt(key)
  return target && JSON.stringify(target)
}

/** Brings a target up to date with what is stored now. */
export const refreshTarget = async (services: Services, text: string): Promise<void> => {
  const target = JSON.parse(text) as Target
  switch (target.kind) {
    case 'contribution':
      return refreshCoverage(services, target.id)
    case 'need':
      return refreshNeed(services, target.id)
    case 'row':
      return refreshNeededRow(services, target)
    case 'lost':
      return tellLostCover(services, target.at)
    case 'beside':
      return refreshBeside(services, target.viewer)
  }
}

// Editions of series as the listings hold them, with only what a test says different.
import type { ListedEdition } from '#model/series.ts'

/** A course of a hundred dollars and a half; `period` null is one without a date. */
export const edition = (
  id: string,
  period: ListedEdition['period'],
  different: Partial<ListedEdition> = {},
): ListedEdition => ({
  id,
  title: `Course ${period?.start.slice(0, 4) ?? ''}`.trim(),
  status: 'committed',
  period,
  amounts: [{ measure: 'usd', amount: '100.50' }],
  unconverted: null,
  numbers: [],
  years: [],
  provider: 'eu',
  beneficiary: 'auc',
  subCluster: null,
  key: 'one',
  declared: [],
  ...different,
})

// What people said of pairs: the labels of a set, and which of its pairs they judge at all.
import type { Verdict } from '#model/finding.ts'
import type { MatchRow } from '../matchRow.ts'

export const labels = ['duplicate', 'overlap', 'part_of', 'negative', 'ignore', 'unsure'] as const
export type Label = (typeof labels)[number]

/** What a pair is for the fit; a look-alike is one of the pairs that are neither, listed by name; null is not judged. */
export type Judgement = 'duplicate' | 'overlap' | 'part_of' | 'look-alike' | 'neither' | null

/** Rows with labelled pairs. */
export interface LabelledSet {
  name: string
  rows: readonly MatchRow[]
  /** By `pairKey`. */
  labels: ReadonlyMap<string, Label>
  /** The unlisted pairs that are known to be neither; null where every unlisted pair is. */
  knownNegatives: ReadonlySet<string> | null
  /** Between which rows pairs are judged: of different sources, in different languages, or all. */
  between: 'all' | 'sources' | 'languages'
  /** How much a pair weighs beside a made one. */
  weight: number
}

export const pairKey = (a: string, b: string): string => (a < b ? `${a}\t${b}` : `${b}\t${a}`)

/** What a set says of a pair of its rows. */
export function judgementOf(
  { labels: given, knownNegatives, between }: LabelledSet,
  a: MatchRow,
  b: MatchRow,
): Judgement {
  if (between === 'sources' && a['source'] === b['source']) return null
  if (between === 'languages' && a['lang'] === b['lang']) return null
  const key = pairKey(String(a['id']), String(b['id']))
  const label = given.get(key)
  if (label === undefined) return knownNegatives === null || knownNegatives.has(key) ? 'neither' : null
  if (label === 'ignore' || label === 'unsure') return null
  return label === 'negative' ? 'look-alike' : label
}

/** The label of a decided finding: a complement is no duplicate and no overlap; an undone decision says nothing. */
export const labelOfVerdict: Record<Verdict, Label> = {
  'same-contribution': 'duplicate',
  'overlap-confirmed': 'overlap',
  'part-of': 'part_of',
  complementary: 'negative',
  'not-duplicate': 'negative',
  reopen: 'ignore',
}

/**
 * The whole linked groups of a large set that a hash picks, for about `most` rows: pairs and their neighbours stay
 * together. A set that is small enough is returned as it is.
 */
export function sampled(set: LabelledSet, most: number, hash: (id: string) => number): LabelledSet {
  if (set.rows.length <= most) return set
  const group = groupsOf(set.labels.keys())
  const share = Math.round((1000 * most) / set.rows.length)
  const isKept = (id: string): boolean => hash(group(id)) % 1000 < share
  return {
    ...set,
    rows: set.rows.filter((row) => isKept(String(row['id']))),
    labels: new Map([...set.labels].filter(([key]) => isKept(key.split('\t')[0] ?? ''))),
  }
}

// Which group an id is in: ids that pairs link, directly or through others, name the same one.
function groupsOf(pairs: Iterable<string>): (id: string) => string {
  const parents = new Map<string, string>()
  const root = (id: string): string => {
    let [at, parent] = [id, parents.get(id)]
    while (parent !== undefined && parent !== at) [at, parent] = [parent, parents.get(parent)]
    parents.set(id, at)
    return at
  }
  for (const key of pairs) {
    const [a = '', b = ''] = key.split('\t')
    parents.set(root(a), root(b))
  }
  return root
}

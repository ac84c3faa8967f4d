// Who could fill a gap: what is known of partners near it becomes suggestions, each with its reasons.
import { type FillReason, type FillReasonKind, fillReasons, type FillSuggestion } from '#model/suggestion.ts'

/** As shown, with its unit: a sum of dollars, person-days, seats or items; of experts, who are a level, an average. */
export interface Oversupply {
  amount: string
  unit: string
  level?: {
    /** The days that it is the average of. */
    start: string
    end: string
    /** The quarter in which most is too much. */
    most: { quarter: string; amount: string }
  }
}

/** One thing that is known of one partner. */
export interface FillClue {
  partner: string
  kind: FillReasonKind
  /** The record that shows it; none where only its place is known. */
  contribution?: string
  priorityArea?: string | null
  beneficiary?: string
  /** How much of the support there passes what is needed. */
  oversupply?: Oversupply
  /** A confirmed overlap, and the partner that it is with. */
  overlap?: { finding: string; other: string }
}

/** The gap's own place. */
export interface FillPlace {
  subCluster: string | null
  priorityArea: string | null
  beneficiary: string
}

const mostContributions = 10

const passes = ({ amount, unit, level }: Oversupply): string =>
  level
    ? `${amount} ${unit} on average from ${level.start} to ${level.end} (most in ${level.most.quarter}: ${level.most.amount} ${unit})`
    : `${amount} ${unit}`

type Words = (clue: FillClue, gap: FillPlace, contributions: number) => string

const words: Record<FillReasonKind, Words> = {
  'overlap-near': ({ partner, overlap }) =>
    overlap?.other === partner
      ? 'Two of its own contributions were confirmed to overlap: what is done twice could be redirected.'
      : `An overlap with ${overlap?.other ?? 'another partner'} was confirmed: what is done twice could be redirected.`,
  'oversupply-near': ({ beneficiary, priorityArea, oversupply }) =>
    `Support to ${beneficiary ?? 'others'}${priorityArea ? ` in ${priorityArea}` : ''} passes what is needed by ${oversupply ? passes(oversupply) : 'something'}, and it provides some of it.`,
  'active-in-area': (_clue, { priorityArea }) => `It is active in ${priorityArea ?? 'this sub-cluster'}.`,
  'with-beneficiary': (_clue, { beneficiary }, contributions) =>
    `It supports ${beneficiary}, by ${contributions} of the contributions last changed.`,
  'active-in-sub-cluster': (_clue, { subCluster }) =>
    `It is active elsewhere in ${subCluster ?? 'what names no sub-cluster'}.`,
}

/** Clues of one kind about one place or finding are one reason. */
const sameReason = ({ kind, priorityArea, beneficiary, overlap }: FillClue): string =>
  JSON.stringify([kind, priorityArea ?? null, beneficiary ?? null, overlap?.finding ?? null])

const reasonOf = (clues: readonly FillClue[], gap: FillPlace): FillReason[] => {
  const [first] = clues
  if (!first) return []
  const records = new Set(clues.flatMap(({ contribution }) => (contribution === undefined ? [] : [contribution])))
  return [
    {
      kind: first.kind,
      text: words[first.kind](first, gap, records.size),
      priorityArea: first.priorityArea ?? null,
      beneficiary: first.beneficiary ?? null,
      oversupply: first.oversupply?.amount ?? null,
      finding: first.overlap?.finding ?? null,
      contributions: [...records].slice(0, mostContributions),
    },
  ]
}

const isRedirect = ({ kind }: FillReason): boolean => kind === 'overlap-near' || kind === 'oversupply-near'

const suggestionOf = (partner: string, clues: readonly FillClue[], gap: FillPlace): FillSuggestion => {
  const all = [...Map.groupBy(clues, sameReason).values()].flatMap((own) => reasonOf(own, gap))
  // Who is in the area is in the sub-cluster: said once, by the nearer of the two.
  const isNear = all.some(({ kind }) => kind === 'active-in-area')
  const reasons = all
    .filter(({ kind }) => !(isNear && kind === 'active-in-sub-cluster'))
    .toSorted((a, b) => fillReasons.indexOf(a.kind) - fillReasons.indexOf(b.kind))
  return { partner, redirect: reasons.some(isRedirect), reasons }
}

/** Kinds of reasons count, not their number: ten courses make nobody nearer than one does. */
const weights: Record<FillReasonKind, number> = {
  'overlap-near': 4,
  'oversupply-near': 4,
  'active-in-area': 3,
  'with-beneficiary': 2,
  'active-in-sub-cluster': 1,
}
const weightOf = ({ reasons }: FillSuggestion): number =>
  [...new Set(reasons.map(({ kind }) => kind))].reduce((sum, kind) => sum + weights[kind], 0)

/** The likeliest first, then by code. Nobody is asked to fill a gap of its own. */
export const suggestFill = (clues: readonly FillClue[], gap: FillPlace): FillSuggestion[] =>
  [...Map.groupBy(clues, ({ partner }) => partner)]
    .filter(([partner]) => partner !== gap.beneficiary)
    .map(([partner, own]) => suggestionOf(partner, own, gap))
    .toSorted((a, b) => weightOf(b) - weightOf(a) || (a.partner < b.partner ? -1 : 1))

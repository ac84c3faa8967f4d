// What a pair's neighbours say of it: third records that repeat one side support or contradict it.
import type { Levels } from './comparedFields.ts'
import type { ScoredKind } from './weights.ts'

/** What neighbours say, as levels of further fields, by kind. */
export type Company = Partial<Record<ScoredKind, Levels>>

/** Log-odds of the candidate pairs among some records, which are known by their place in a list. */
export interface CandidateGraph {
  /** Records that one seems to repeat: candidates whose duplicate log-odds are above zero, the likeliest first. */
  twinsOf: (record: number) => readonly number[]
  /** The log-odds of a candidate pair of a kind; undefined unless the two are candidates, `impossible` for a kind ruled out. */
  logOdds: (a: number, b: number, kind: ScoredKind) => number | undefined
  /** Whether few may see a record: it sways nothing, and is judged by itself. */
  isConfidential: (record: number) => boolean
  /** Whether two records are of one reporter or list, which is not known to say one thing twice. */
  isOneReporter: (a: number, b: number) => boolean
  /** Whether two records name one implementer behind different providers. */
  shareImplementer: (a: number, b: number) => boolean
}

/** Stands for the log-odds of a kind that a pair cannot be. */
export const impossible = -8

// Of a record that a thousand repeat, the likeliest few tell enough.
const mostTwins = 6
const unlike = -2

/**
 * The company of a pair: only records count that are candidates of both sides, so that either side sees the same.
 * `company` of a duplicate: a third record repeats both (`supported`), or repeats one and is unlike the other
 * (`contradicted`), or there are some of each (`mixed`). `company` of an overlap: what the same comparison gives with a
 * twin in the place of a side, from `denied` to `sure`; `sharing`: whether a twin tells of a shared implementer, which
 * is co-financing.
 */
export function companyOf(a: number, b: number, graph: CandidateGraph): Company {
  if (graph.isConfidential(a) || graph.isConfidential(b)) return {}
  const [besideA, besideB] = [twinsBeside(a, b, graph), twinsBeside(b, a, graph)]
  if (besideA.length + besideB.length === 0) return {}
  const [ofA, ofB] = [
    [a, ...besideA],
    [b, ...besideB],
  ]
  const crossed = ofA.flatMap((x) => ofB.flatMap((y): [number, number][] => (isCrossed(x, y, a, b) ? [[x, y]] : [])))
  return {
    'duplicate-record': duplicateCompany(a, b, [...new Set([...besideA, ...besideB])], graph),
    'overlapping-effort': overlapCompany(crossed, graph),
  }
}

/** The likeliest twins of a record that are candidates of the other too. */
function twinsBeside(record: number, other: number, graph: CandidateGraph): number[] {
  const twins: number[] = []
  for (const twin of graph.twinsOf(record)) {
    if (twins.length === mostTwins) break
    if (twin !== other && graph.logOdds(twin, other, 'duplicate-record') !== undefined) twins.push(twin)
  }
  return twins
}

/** Whether a third record is in the company of a pair as a twin of its side `record`. */
export const isBeside = (third: number, record: number, other: number, graph: CandidateGraph): boolean =>
  !graph.isConfidential(record) && !graph.isConfidential(other) && twinsBeside(record, other, graph).includes(third)

const isCrossed = (x: number, y: number, a: number, b: number): boolean =>
  x !== y && x !== b && y !== a && !(x === a && y === b)

function duplicateCompany(a: number, b: number, thirds: readonly number[], graph: CandidateGraph): Levels {
  let [supported, contradicted] = [false, false]
  for (const third of thirds) {
    const toA = graph.logOdds(a, third, 'duplicate-record') ?? impossible
    const toB = graph.logOdds(b, third, 'duplicate-record') ?? impossible
    if (toA > 0 && toB > 0) supported = true
    else if (Math.min(toA, toB) < unlike) contradicted = true
  }
  const rival = rivalLevel(a, b, thirds, graph)
  const beside: Levels = rival === null ? {} : { rival }
  if (supported) return { company: contradicted ? 'mixed' : 'supported', ...beside }
  return contradicted ? { company: 'contradicted', ...beside } : beside
}

// Two records of one reporter with these log-odds are one told twice, and no rivals.
const toldTwice = 5

/**
 * A reporter tells of a contribution once: where two records of one reporter look like a third of another, at most one of them
 * repeats it. `outdone`: the other one is the nearer, and nearer to it than the two are to each other; `level`: about
 * as near; `ahead`: less near. Null without such a rival.
 */
function rivalLevel(a: number, b: number, thirds: readonly number[], graph: CandidateGraph): string | null {
  if (graph.isOneReporter(a, b)) return null
  const likeness = (x: number, y: number): number => graph.logOdds(x, y, 'duplicate-record') ?? impossible
  const rivals = thirds.flatMap((third) => [
    ...(graph.isOneReporter(b, third) ? [{ nearer: likeness(a, third), other: likeness(b, third) }] : []),
    ...(graph.isOneReporter(a, third) ? [{ nearer: likeness(b, third), other: likeness(a, third) }] : []),
  ])
  const nearest = Math.max(
    ...rivals.filter(({ nearer, other }) => nearer > other && other < toldTwice).map(({ nearer }) => nearer),
  )
  if (nearest === -Infinity) return null
  const lead = nearest - likeness(a, b)
  return lead > 1 ? 'outdone' : lead > -1 ? 'level' : 'ahead'
}

function overlapCompany(crossed: readonly [number, number][], graph: CandidateGraph): Levels {
  const known = crossed.flatMap(([x, y]) => {
    const logOdds = graph.logOdds(x, y, 'overlapping-effort')
    return logOdds === undefined
      ? []
      : [{ logOdds: Math.max(impossible, logOdds), sharing: graph.shareImplementer(x, y) }]
  })
  if (known.length === 0) return {}
  // In ascending order, so that the sum is the same to the last bit from both sides.
  const sum = known
    .map(({ logOdds }) => logOdds)
    .toSorted((x, y) => x - y)
    .reduce((total, next) => total + next, 0)
  return { company: sureness(sum / known.length), sharing: known.some(({ sharing }) => sharing) ? 'shared' : 'apart' }
}

function sureness(logOdds: number): string {
  if (logOdds < -4) return 'denied'
  if (logOdds < unlike) return 'doubted'
  if (logOdds < 0) return 'unsure'
  return logOdds < 2 ? 'likely' : 'sure'
}

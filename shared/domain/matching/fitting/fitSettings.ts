// What the fit is told beforehand: which fields weigh together, and where a weight must stay whatever the labels show.
import { interactionMark, type Interaction } from './terms.ts'

/** The kinds with labels enough to fit; the others are set by hand. */
export const fittedKinds = ['duplicate-record', 'overlapping-effort'] as const
export type FittedKind = (typeof fittedKinds)[number]

/** Fields whose levels together say more than each alone; found by cross-validation, few enough to carry over. */
export const interactions: Record<FittedKind, readonly Interaction[]> = {
  'duplicate-record': [
    ['subject', 'start'],
    ['subject', 'parties'],
    ['amount', 'start'],
    ['place', 'start'],
    ['subject', 'wording'],
  ],
  'overlapping-effort': [
    ['subject', 'audience'],
    ['start', 'end'],
    ['beneficiary', 'subject'],
    ['modality', 'activity'],
    ['place', 'start'],
  ],
}

/**
 * What a listed look-alike weighs beside any other pair that is not of the kind. Co-financing is so like overlapping
 * effort, and where nobody names the implementer so hard to tell from it, that the fit would call one in fifteen an overlap.
 */
export const lookAlikeWeight: Record<FittedKind, number> = { 'duplicate-record': 1, 'overlapping-effort': 2.5 }

/** An interaction must explain more than a plain level to weigh as much. */
export const penalty = { plain: 1, interaction: 3 }

/** An interaction that fewer rows show is left out; so is a weight below `leastWeight`, once fitted. */
export const fewestSeen = 20
export const leastWeight = 0.05

/** No level decides for good, in log-odds. */
const widest = 12

/**
 * The weakest that a level may weigh against a kind. The sets hardly show these at equal amounts and titles, where they
 * are all that tells an annual repeat, a tranche or another partner's work from a second report; nor do they hold
 * records of what a report describes, which name no amount, no beneficiary and no one behind the provider.
 */
const floors: Record<FittedKind, Readonly<Record<string, Readonly<Record<string, number>>>>> = {
  'duplicate-record': {
    parties: { different: -1.5, 'different-provider': -1.5, 'different-unnamed': -1.5, 'two-states': -5.5 },
    named: { unlinked: -2.5 },
    beneficiary: { different: -1.2, 'other-partner': -9 },
    start: { quarter: -1.5, 'half-year': -2.5, year: -3.5, far: -4.5 },
    end: { year: -1.5, far: -2.5 },
    'shared-period': { none: -3 },
    place: { 'other-city': -9, 'other-town': -6, 'other-country': -7 },
    series: { other: -12 },
    years: { other: -6 },
    substance: { none: -3.8, untold: -2.5, apart: -3.5, 'other-grant': -2 },
  },
  'overlapping-effort': {
    parties: { 'implementer-only': -2.3, 'two-states': -3 },
    beneficiary: { different: -3, 'other-partner': -3 },
    subject: { none: -6, 'none-translated': -4, few: -1.5 },
    start: { far: -2 },
    'shared-period': { none: -2.5 },
    series: { other: -2 },
    substance: { none: -2.5, untold: -2.5, apart: 0 },
  },
}

/** The least that a level weighs for a kind: made records that share a reference have all else in common too. */
const least: Readonly<Record<string, Readonly<Record<string, number>>>> = { identifiers: { same: 3 } }

const floorOf = (kind: FittedKind, field: string, level: string): number | undefined =>
  floors[kind][field]?.[level] ?? floors[kind][field]?.[level.replace(/-translated$/, '')]

const agreement = new Set([
  'same',
  'title',
  'long-title',
  'city',
  'all',
  'equal',
  'provider-and-implementer',
  'verbatim',
  'most',
])
const disagreement = /^(?:different|far|unlinked|not-named|none(?:-.*)?|other.*)$/

// Agreement that makes one contribution of two records is none between two efforts, and the other way round.
const agreementOfOneRecord = new Set('amount series identifiers parties start end counts wording'.split(' '))
const disagreementOfTwoEfforts = new Set('parties named counts identifiers'.split(' '))

// How much alike two records are, and what neighbours say, may weigh either way.
const open = new Set(['likeness', 'company', 'sharing'])

// A better fit elsewhere must not undo what two records say themselves: few sets show whose list a record is from.
const rivalLimits: Readonly<Record<string, [lower: number, upper: number]>> = {
  outdone: [-4, 0],
  level: [-2, 0.5],
  ahead: [0, 1.5],
}

type Limits = [lower: number, upper: number]

const limitsAround = (field: string, level: string): Limits | undefined =>
  open.has(field) ? [-widest, widest] : field === 'rival' ? rivalLimits[level] : undefined

function limitsGiven(kind: FittedKind, field: string, level: string): Limits | undefined {
  const floor = floorOf(kind, field, level)
  if (floor !== undefined) return [-widest, floor]
  const lower = kind === 'duplicate-record' ? least[field]?.[level] : undefined
  return lower === undefined ? undefined : [lower, widest]
}

/** Between which weights a level of a field must stay: plain agreement never counts against, nor disagreement for. */
export function limitsOf(kind: FittedKind, field: string, level: string): Limits {
  const around = limitsAround(field, level)
  if (around) return around
  if (field.includes(interactionMark)) return [-widest, isFloored(kind, field, level) ? 0 : widest]
  const given = limitsGiven(kind, field, level)
  if (given) return given
  const overlap = kind === 'overlapping-effort'
  if (disagreement.test(level) && !(overlap && disagreementOfTwoEfforts.has(field))) return [-widest, 0]
  if (agreement.has(level) && !(overlap && agreementOfOneRecord.has(field))) return [0, widest]
  return [-widest, widest]
}

// What two levels add together may not give back what a floor takes.
function isFloored(kind: FittedKind, field: string, level: string): boolean {
  const levels = level.split('|')
  return field.split(interactionMark).some((one, index) => floorOf(kind, one, levels[index] ?? '') !== undefined)
}

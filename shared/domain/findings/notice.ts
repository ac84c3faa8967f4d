// What the partners that a finding names are told of it: that it is there, that it came back, what was decided, that it went.
import type { Decision, FindingState } from '#model/finding.ts'

export const findingEvents = ['finding-opened', 'finding-reopened', 'finding-decided', 'finding-gone'] as const
export type FindingEvent = (typeof findingEvents)[number]

export interface Notice {
  event: FindingEvent
  /** Names the event: who was told under this mark is not told again, however often it is seen. */
  mark: string
}

export interface Telling {
  state: FindingState
  reopenedBecause: readonly string[] | null
  decisions: readonly Decision[]
}

/**
 * What is new of a finding to a partner that was last told under a mark; null where nothing is. A verdict that waits for
 * its confirmation changes nothing yet, and of a finding that nobody was told of nobody is told that it went.
 */
export const noticeOf = ({ state, reopenedBecause, decisions }: Telling, told: string | null): Notice | null => {
  const notices: Record<FindingState, Notice | null> = {
    open: {
      event: told === null ? 'finding-opened' : 'finding-reopened',
      mark: reopenedBecause ? `open:${decisions.length}:${reopenedBecause.join(',')}` : 'open',
    },
    'awaiting-confirmation': null,
    decided: { event: 'finding-decided', mark: `decided:${decisions.length}` },
    gone: told === null ? null : { event: 'finding-gone', mark: 'gone' },
  }
  const notice = notices[state]
  return notice && notice.mark !== told ? notice : null
}

const kinds: Record<string, [en: string, fr: string]> = {
  'duplicate-record': ['one contribution recorded twice', 'une contribution enregistrée deux fois'],
  'overlapping-effort': ['the same work by different partners', 'le même travail par des partenaires différents'],
  'schedule-clash': ['trainings on clashing dates', 'des formations à des dates qui se chevauchent'],
  'part-of': ['a part and its whole', 'une partie et son tout'],
  oversupply: ['more support than is needed', 'plus d’appui que le besoin'],
}

const sentences: Record<FindingEvent, (what: [string, string]) => { en: string; fr: string }> = {
  'finding-opened': ([en, fr]) => ({
    en: `The tracker finds that these may be ${en}.`,
    fr: `Le suivi constate qu’il peut s’agir de ceci : ${fr}.`,
  }),
  'finding-reopened': ([en, fr]) => ({
    en: `This finding is open again: these may be ${en}.`,
    fr: `Ce constat est de nouveau ouvert ; il peut s’agir de ceci : ${fr}.`,
  }),
  'finding-decided': ([en, fr]) => ({
    en: `Coordinators have decided whether these are ${en}.`,
    fr: `La coordination a décidé s’il s’agit de ceci : ${fr}.`,
  }),
  'finding-gone': ([en, fr]) => ({
    en: `Nothing is left of the finding that these may be ${en}.`,
    fr: `Il ne reste rien du constat suivant : ${fr}.`,
  }),
}

/** The event in words, in both working languages. */
export const noticeText = (event: FindingEvent, kind: string): { en: string; fr: string } =>
  sentences[event](kinds[kind] ?? [kind, kind])

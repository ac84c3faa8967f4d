// What the partners that a finding names are told of it: that it is there, that it came back, what was decided, that it went.
import type { Decision, FindingKind, FindingState, Verdict } from '#model/finding.ts'

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

const kinds: Record<FindingKind, [en: string, fr: string]> = {
  'duplicate-record': ['one contribution recorded twice', 'une contribution enregistrée deux fois'],
  'overlapping-effort': ['the same work by different partners', 'le même travail par des partenaires différents'],
  'schedule-clash': ['trainings on clashing dates', 'des formations à des dates qui se chevauchent'],
  'part-of': ['a part and its whole', 'une partie et son tout'],
  oversupply: ['more support than is needed', 'plus d’appui que le besoin'],
}

const verdicts: Record<Verdict, [en: string, fr: string]> = {
  'same-contribution': [
    'they are one contribution, which counts once',
    'il s’agit d’une seule contribution, comptée une fois',
  ],
  'overlap-confirmed': ['their efforts overlap', 'les efforts se recoupent'],
  complementary: ['they complement each other', 'elles se complètent'],
  'part-of': ['one is a part of the other', 'l’une fait partie de l’autre'],
  'not-duplicate': ['they are two contributions', 'il s’agit de deux contributions distinctes'],
  reopen: ['the question is open again', 'la question est de nouveau ouverte'],
}

const sentences: Record<
  FindingEvent,
  (what: [string, string], verdict: [string, string]) => { en: string; fr: string }
> = {
  'finding-opened': ([en, fr]) => ({
    en: `The tracker finds that these may be ${en}.`,
    fr: `Le suivi constate qu’il peut s’agir de ceci : ${fr}.`,
  }),
  'finding-reopened': ([en, fr]) => ({
    en: `This finding is open again: these may be ${en}.`,
    fr: `Ce constat est de nouveau ouvert ; il peut s’agir de ceci : ${fr}.`,
  }),
  'finding-decided': (_what, [en, fr]) => ({
    en: `Coordinators decided: ${en}.`,
    fr: `Décision de la coordination : ${fr}.`,
  }),
  'finding-gone': ([en, fr]) => ({
    en: `Nothing is left of the finding that these may be ${en}.`,
    fr: `Il ne reste rien du constat suivant : ${fr}.`,
  }),
}

/** The event in words, in both working languages; of a decision, the verdict. */
export const noticeText = (
  event: FindingEvent,
  { kind, decisions }: { kind: FindingKind; decisions: readonly Decision[] },
): { en: string; fr: string } => sentences[event](kinds[kind], verdicts[decisions.at(-1)?.verdict ?? 'reopen'])

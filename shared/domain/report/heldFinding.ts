// A finding as the report holds all of them at once: who is in it and how it stands, and little memory for it.
import type { Finding } from '#model/finding.ts'

/** All that figures, order and numbers are made from. */
export type HeldFinding = Pick<
  Finding,
  'id' | 'kind' | 'state' | 'score' | 'contributions' | 'decisions' | 'disputes' | 'reopenedBecause'
>

/** What an entry says beside it. */
export type ShownFinding = HeldFinding & Pick<Finding, 'evidence' | 'usdAtRisk' | 'firstSeen'>

type Side = Finding['contributions'][number]

/** One of which nobody has said anything: nearly all of a large register. Its lists are made when they are asked for. */
class UntouchedFinding implements HeldFinding {
  readonly id: string
  readonly kind: Finding['kind']
  readonly state: Finding['state']
  readonly score: number
  readonly #first: Side
  readonly #second: Side

  constructor(
    { id, kind, state, score }: Pick<HeldFinding, 'id' | 'kind' | 'state' | 'score'>,
    first: Side,
    second: Side,
  ) {
    this.id = id
    this.kind = kind
    this.state = state
    this.score = score
    this.#first = first
    this.#second = second
  }

  get contributions(): Side[] {
    return [this.#first, this.#second]
  }

  get decisions(): [] {
    return []
  }

  get disputes(): [] {
    return []
  }

  get reopenedBecause(): null {
    return null
  }
}

const isSame = (a: Side, b: Side): boolean =>
  a.title === b.title && a.provider === b.provider && a.revision === b.revision

/** With its fields for all to read, and to spread. */
export function inFull(held: HeldFinding): HeldFinding {
  const { id, kind, state, score, contributions, decisions, disputes, reopenedBecause } = held
  return { id, kind, state, score, contributions, decisions, disputes, reopenedBecause }
}

/** Of equal texts the first that came. */
function textHolder<T extends string>(): (text: T) => T {
  const texts = new Map<T, T>()
  return (text) => {
    const held = texts.get(text)
    if (held === undefined) texts.set(text, text)
    return held ?? text
  }
}

/**
 * Holds one finding after the other. What comes again is held once: a contribution that several name, a code, a provider.
 */
export function findingHolder(): (finding: HeldFinding) => HeldFinding {
  const [provider, kind, state] = [textHolder(), textHolder<HeldFinding['kind']>(), textHolder<HeldFinding['state']>()]
  const sides = new Map<string, Side>()
  const sideOf = (given: Side): Side => {
    const held = sides.get(given.id)
    if (held && isSame(held, given)) return held
    const { id, title, revision } = given
    const side = { id: held?.id ?? id, title, provider: provider(given.provider), revision }
    sides.set(id, side)
    return side
  }
  return (finding) => {
    const { id, score, decisions, disputes, reopenedBecause } = finding
    const contributions = finding.contributions.map(sideOf)
    const [first, second, ...others] = contributions
    const standing = { id, kind: kind(finding.kind), state: state(finding.state), score }
    const isUntouched = decisions.length === 0 && disputes.length === 0 && reopenedBecause === null
    return first && second && others.length === 0 && isUntouched
      ? new UntouchedFinding(standing, first, second)
      : { ...standing, contributions, decisions, disputes, reopenedBecause }
  }
}

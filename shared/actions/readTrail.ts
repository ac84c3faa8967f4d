// The trail of all changes in the order of time, month after month.
import type { AuditHead } from '#model/audit.ts'
import type { Services } from '#runtime/services.ts'

export interface TrailRead {
  heads: AuditHead[]
  /** The place of the last of them, or where the reading began. */
  until: string
  /** Whether the trail ends here. */
  isEnd: boolean
}

/** `2008-12` is followed by `2009-01`. */
const monthAfter = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const next = number === 12 ? [year + 1, 1] : [year, number + 1]
  return `${String(next[0]).padStart(4, '0')}-${String(next[1]).padStart(2, '0')}`
}

/** At most `limit` changes after a place, up to another place or the present; a place begins with its instant. */
export const readTrail = async (
  { store, now }: Services,
  { from, to = now(), limit }: { from: string; to?: string; limit: number },
): Promise<TrailRead> => {
  const present = to.slice(0, 7)
  const heads: AuditHead[] = []
  let until = from
  for (let month = from.slice(0, 7); month <= present; month = monthAfter(month)) {
    let after = until.startsWith(month) && until.length > month.length ? until : undefined
    do {
      const page = await store.audit.writtenIn(month, { after, limit: limit - heads.length })
      heads.push(...page.heads.map(({ place: _place, ...head }) => head))
      until = page.heads.at(-1)?.place ?? until
      after = page.next
      if (heads.length >= limit) return { heads, until, isEnd: false }
    } while (after !== undefined)
  }
  return { heads, until, isEnd: true }
}

// Sectors in both directions: this tracker's own vocabulary, and the OECD DAC purpose codes that its areas come nearest to.
import type { ActivitySectors, XmlElement } from '#model/activity.ts'
import { attributeOf, childrenOf, codeOf, narrativesOf } from './elements.ts'

/** How an export says whose vocabulary its own codes are of. */
export const vocabularyUri = 'https://undocs.org/S/2008/186#clusters'

const isOwn = (sector: XmlElement): boolean =>
  ['98', '99'].includes(attributeOf(sector, 'vocabulary') ?? '') &&
  attributeOf(sector, 'vocabulary-uri') === vocabularyUri

const percentOf = (sector: XmlElement): number | null => {
  const percent = Number(attributeOf(sector, 'percentage') ?? Number.NaN)
  return Number.isFinite(percent) && percent > 0 && percent <= 100 ? percent : null
}

/** A sector without a vocabulary is a DAC purpose code; before version 2 vocabularies had names. */
const isDac = (sector: XmlElement): boolean =>
  ['1', 'DAC'].includes(attributeOf(sector, 'vocabulary')?.toUpperCase() ?? '1')

/** Percentages as given; without them, and among the transactions' sectors, each counts the same. */
const dacOf = (sectors: readonly XmlElement[]): ActivitySectors['dac'] => {
  const shares = new Map<string, number>()
  for (const sector of sectors.filter(isDac)) {
    const code = codeOf(sector)
    if (code !== null && /^\d{5}$/.test(code)) shares.set(code, (shares.get(code) ?? 0) + (percentOf(sector) ?? 1))
  }
  const total = [...shares.values()].reduce((sum, share) => sum + share, 0)
  return [...shares].map(([code, share]) => ({ code, percent: (share * 100) / total })).slice(0, 40)
}

/** Sectors of the activity, or where it has none those of its transactions. */
const sectorsIn = (activity: XmlElement): XmlElement[] => {
  const own = childrenOf(activity, 'sector')
  return own.length > 0 ? own : childrenOf(activity, 'transaction').flatMap((one) => childrenOf(one, 'sector'))
}

export const sectorsOf = (activity: XmlElement, text: string): ActivitySectors => {
  const sectors = [...sectorsIn(activity), ...childrenOf(activity, 'tag')]
  const words = new Set(
    sectors.filter((one) => !isOwn(one)).flatMap((one) => narrativesOf(one, null).map((part) => part.text)),
  )
  const own = sectors.filter(isOwn).map((one) => ({ code: codeOf(one) ?? '', percent: percentOf(one) }))
  return {
    own: own.slice(0, 20),
    dac: dacOf(sectorsIn(activity)),
    text: `${text} ${[...words].slice(0, 40).join(' ')}`.slice(0, 20_000),
  }
}

/**
 * The area whose work a purpose code is nearest to (OECD DAC CRS purpose codes): security system reform, peacekeeping,
 * reintegration and small arms, mines, child soldiers, peace-building, human rights, justice, humanitarian action.
 */
const areaByPurpose: ReadonlyMap<string, string> = new Map(Object.entries({
  15210: 'african-standby-force', 15230: 'peacekeeping-training', 15240: 'disarmament-and-small-arms', 15250: 'disarmament-and-small-arms',
  15261: 'disarmament-and-small-arms', 15220: 'peacebuilding', 15160: 'human-rights', 15130: 'human-rights',
  72010: 'protection-of-civilians-and-humanitarian-action', 72011: 'protection-of-civilians-and-humanitarian-action',
  72012: 'protection-of-civilians-and-humanitarian-action', 72040: 'protection-of-civilians-and-humanitarian-action',
  72050: 'protection-of-civilians-and-humanitarian-action', 73010: 'peacebuilding', 74020: 'early-warning',
})) // prettier-ignore

/** The area that more than half of an activity's sectors point to, and the code that does. */
export const areaOfSectors = (dac: ActivitySectors['dac']): { area: string; code: string } | null => {
  const byArea = Map.groupBy(
    dac.filter(({ code }) => areaByPurpose.has(code)),
    ({ code }) => areaByPurpose.get(code) ?? '',
  )
  for (const [area, parts] of byArea)
    if (parts.reduce((sum, { percent }) => sum + percent, 0) > 50) return { area, code: parts[0]?.code ?? '' }
  return null
}

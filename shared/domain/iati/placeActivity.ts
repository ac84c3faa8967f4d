// Gives an activity its sub-cluster and areas: as its own codes say, or suggested from its sectors and words.
import type { ActivitySectors } from '#model/activity.ts'
import type { ReadRow, RowSettings, SentByRow } from '../imports/readRow.ts'
import { suggestSubCluster } from '../imports/suggestSubCluster.ts'
import { areaOfSectors } from './sectors.ts'

type Placement = Pick<SentByRow, 'subCluster' | 'priorityAreas'>

/** Codes of another tracker's vocabulary, or of terms that are gone, place nothing. */
const byOwnCodes = ({ own }: ActivitySectors, { vocabulary }: RowSettings): Placement => {
  const [subCluster] = own.flatMap(({ code }) => vocabulary('sub-cluster', code)?.code ?? [])
  const areas = own.flatMap(({ code, percent }) => {
    const term = vocabulary('priority-area', code)
    return term ? [{ code: term.code, ...(percent === null ? {} : { percent }) }] : []
  })
  return { ...(subCluster ? { subCluster } : {}), ...(areas.length > 0 ? { priorityAreas: areas } : {}) }
}

const suggested = ({ dac, text }: ActivitySectors, { priorityAreas }: RowSettings) => {
  const area = areaOfSectors(dac)
  const parent = area && priorityAreas.find(({ code }) => code === area.area)?.parent
  if (area && parent) return { subCluster: parent, detail: `Suggested from the sector ${area.code}: ${parent}.` }
  const byText = suggestSubCluster(text, priorityAreas)
  return (
    byText && {
      subCluster: byText.subCluster,
      detail: `Suggested from the text ("${byText.because}"): ${byText.subCluster}.`,
    }
  )
}

/** A kind of support that this tracker's taxonomy does not have is left out: it is only what an aid type comes nearest to. */
const withKnownModality = (read: ReadRow, { vocabulary }: RowSettings): ReadRow => {
  const { modality, ...sent } = read.sent
  return modality && !vocabulary('modality', modality) ? { ...read, sent } : read
}

export const placeActivity = (given: ReadRow, sectors: ActivitySectors, settings: RowSettings): ReadRow => {
  const read = withKnownModality(given, settings)
  const own = byOwnCodes(sectors, settings)
  if (own.subCluster || own.priorityAreas) return { ...read, sent: { ...read.sent, ...own } }
  const found = suggested(sectors, settings)
  if (!found) return read
  return {
    ...read,
    sent: { ...read.sent, subCluster: found.subCluster },
    notes: [...read.notes, { column: 'sub_cluster', detail: found.detail }],
  }
}

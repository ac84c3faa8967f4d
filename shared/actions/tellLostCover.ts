// Announces that a need which was covered stops being so: run by the stream for each loss, once however often it comes.
import type { Services } from '#runtime/services.ts'
import { type Loss, lossesIn } from '#store/losses.ts'
import type { Key } from '#store/table.ts'
import { tellOnce } from './tellOnce.ts'

const announcementOf = ({ services, loss, id }: { services: Services; loss: Loss; id: string }) => {
  const { lost, viewer } = loss
  const place = lost.priorityArea ?? lost.subCluster ?? 'unspecified'
  const quarters = lost.quarters.map(({ quarter }) => quarter).join(', ')
  const edition = viewer === 'everyone' ? 'shared' : 'coordinators'
  return {
    subject: `Lost cover: ${place} for ${lost.beneficiary}, ${quarters}`,
    text: JSON.stringify({
      id: services.fingerprint(id).slice(0, 32),
      event: 'lost-cover',
      message: {
        en: `What ${lost.beneficiary} needs in ${place} in ${quarters} was covered and no longer is.`,
        fr: `Ce dont ${lost.beneficiary} a besoin (${place}, ${quarters}) était couvert et ne l’est plus.`,
      },
      ...lost,
      edition,
      read: `/v1/coverage/gaps?measure=${lost.measure}`,
    }),
    attributes: { event: 'lost-cover', edition },
  }
}

/** What everyone's figures lost is told to all, what only coordinators' lost in their edition; nothing is told twice. */
export const tellLostCover = async (services: Services, key: Key): Promise<void> => {
  const loss = await lossesIn(services.store.table).at(key)
  if (!loss || (loss.viewer !== 'everyone' && loss.toAll)) return
  const id = `${key.pk}#${key.sk}`
  await tellOnce(services, { about: `TOLD#${id}`, whom: loss.viewer }, (told) =>
    told === null ? { mark: 'told', announcement: announcementOf({ services, loss, id }) } : null,
  )
}

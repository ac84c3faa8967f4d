// Stream records of contributions, their findings, and needs: the coverage cells follow them.
import { refreshCoverage, refreshNeed } from '#actions/refreshCoverage.ts'
import type { Services } from '#runtime/services.ts'
import { type ChangedKey, followStream } from '#stream/followStream.ts'

/** Of a contribution's own partition, its row and its findings change what is counted with it. */
const targetOf = ({ pk, sk }: ChangedKey): string | null => {
  if (pk.startsWith('CONTRIBUTION#')) return sk === 'CONTRIBUTION' || sk.startsWith('FINDING#') ? pk : null
  return pk.startsWith('NEED#') && sk === 'NEED' ? pk : null
}

export const createConsumer = (services: Services) =>
  followStream({
    log: services.log,
    targetOf,
    refresh: async (target) => {
      const [kind, id = ''] = target.split('#')
      await (kind === 'NEED' ? refreshNeed(services, id) : refreshCoverage(services, id))
    },
  })

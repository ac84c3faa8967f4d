// The queue of names that imports could not place: a coordinator says once who it is, and the waiting rows go in.
import type { Caller } from '#model/caller.ts'
import type { WaitingName } from '#model/import.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import type { Page } from '#store/table.ts'
import { patchPartner } from './directory.ts'
import { mustBeAllowed } from './permission.ts'
import type { ActionRequest } from './request.ts'
import { waitingNamesIn } from '#store/waitingNames.ts'

export const listNames = async (
  { store }: Services,
  caller: Caller,
  state: 'waiting' | 'placed',
  page: { after?: Page['next']; limit: number },
): Promise<{ names: WaitingName[]; next: Page['next'] }> => {
  mustBeAllowed(caller, 'name.place')
  return waitingNamesIn(store.table).list(state, page)
}

/** More aliases than the model takes are not added: the queue itself remembers the name. */
const mostAliases = 100

/** The directory learns the name too, so that checks, lists and the next sheet know it. */
const rememberAlias = async (
  services: Services,
  request: ActionRequest,
  name: string,
  partner: string,
): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const row = await services.store.partners.get(partner)
    if (!row)
      throw new Refusal('validation', 'There is no such partner.', [
        { pointer: '/partner', detail: `There is no partner "${partner}".` },
      ])
    const { names, acronyms, aliases } = row.record
    const known = [...Object.values(names), ...acronyms, ...aliases].includes(name)
    if (known || aliases.length >= mostAliases) return
    try {
      await patchPartner(services, { ...request, once: null }, partner, row.revision, { aliases: [...aliases, name] })
      return
    } catch (error) {
      const met = error instanceof Refusal && error.code === 'stale-revision'
      if (!met || attempt >= 10) throw error
    }
  }
}

/** Refuses `not-found`, `stale-revision`, `validation` for an unknown partner, `conflict` for a name that was placed. */
export const placeName = async (
  services: Services,
  request: ActionRequest,
  id: string,
  expected: number,
  partner: string,
): Promise<WaitingName> => {
  mustBeAllowed(request.caller, 'name.place')
  const name = await waitingNamesIn(services.store.table).get(id)
  if (!name) throw new Refusal('not-found', 'There is no such name.')
  if (name.revision !== expected) throw new Refusal('stale-revision', `The name is at revision ${name.revision}.`)
  if (name.partner !== null) throw new Refusal('conflict', `The name was placed as ${name.partner} already.`)
  await rememberAlias(services, request, name.name, partner)
  const now = services.now()
  const placed = { ...name, partner, placedBy: request.caller.id, placedAt: now, revision: name.revision + 1 }
  await waitingNamesIn(services.store.table).place(name, placed)
  return placed
}

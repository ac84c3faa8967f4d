// Announces something once to each who is to know: what was last told is kept, and moves when the announcement is out.
import type { Services } from '#runtime/services.ts'
import { type About, isBeingTold } from '#store/tellings.ts'

/** Thrown while another delivery is telling: whoever brought this one brings it again. */
class BeingTold extends Error {}

/** An announcement and the mark under which it is not told again. */
interface News {
  mark: string
  announcement: Parameters<Services['announce']>[0]
}

/**
 * `newsSince` is given the mark of what was told last, and says what is new. Only a process that dies between the
 * announcement and its mark can tell twice.
 */
export const tellOnce = async (
  { store: { tellings }, now, announce }: Services,
  { about, whom }: { about: About; whom: string },
  newsSince: (told: string | null) => News | null,
): Promise<void> => {
  const told = await tellings.of(about, whom)
  const news = newsSince(told.mark)
  if (!news) return
  const since = now()
  if (isBeingTold(told, since)) throw new BeingTold(`Another delivery is telling ${whom} of ${about}.`)
  const telling = await tellings.move(about, whom, told, { mark: told.mark, tellingSince: since })
  try {
    await announce(news.announcement)
  } catch (error) {
    await tellings.move(about, whom, telling, { mark: told.mark, tellingSince: null })
    throw error
  }
  await tellings.move(about, whom, telling, { mark: news.mark, tellingSince: null })
}

// Who asks for a change, under which request and idempotency key: what every writing action is told beside its input.
import type { Caller } from '#model/caller.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { AlreadyAnswered, type Answered } from '#store/changes.ts'
import type { Write } from '#store/table.ts'

export interface ActionRequest {
  caller: Caller
  requestId: string
  /** The Idempotency-Key, scoped to caller, method and path, and the fingerprint of what was sent under it. */
  once: { id: string; fingerprint: string } | null
  /** Nothing was ever written under the key, as where the table is new: that is not asked again. */
  isFirst?: boolean
}

/** Turns an answer into the write that keeps it under the request's key: none where no key was sent. */
export type Seal = (answer: unknown) => Write[]

const replay = (answered: Answered, fingerprint: string): unknown => {
  if (answered.fingerprint !== fingerprint)
    throw new Refusal('key-reused', 'This Idempotency-Key was used for another request body.')
  return JSON.parse(answered.answer)
}

/**
 * Runs an action at most once per idempotency key: the first answer is kept in the transaction of what it answers, and
 * every repetition gets it. Keys do not expire. Refuses `key-reused` when the body differs. A refused action keeps nothing, so
 * its key is free.
 */
export const onceOnly = async <T>(
  { store }: Services,
  { once, isFirst = false }: ActionRequest,
  run: (seal: Seal) => Promise<T>,
): Promise<T> => {
  if (!once) return run(() => [])
  const standing = isFirst ? undefined : await store.idempotency.answered(once.id)
  if (standing) return replay(standing, once.fingerprint) as T
  const { id, fingerprint } = once
  try {
    return await run((answer) => [store.idempotency.write(id, { fingerprint, answer: JSON.stringify(answer) })])
  } catch (error) {
    if (error instanceof AlreadyAnswered) return replay(error.answered, fingerprint) as T
    throw error
  }
}

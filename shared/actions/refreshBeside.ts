// Keeps the beginnings of the lists beside coverage in one small item per viewer: run by the stream for every entry.
import type { Services } from '#runtime/services.ts'
import { besidesIn } from '#store/besides.ts'
import { untilApplied } from './untilApplied.ts'

/** Reads both lists as they stand: safe to run twice, late and out of order. */
export const refreshBeside = async ({ store, now }: Services, viewer: string): Promise<void> =>
  untilApplied(async () => besidesIn(store.table).refreshFirst(viewer, now()))

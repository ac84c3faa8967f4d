// The reports that were published, opened where they are read or kept: in no other bundle.
import type { Services } from '#runtime/services.ts'
import { type Reports, reportsIn } from '#store/reports.ts'

/** What is known of published reports without opening their files, by edition and the latest first. */
export const publishedReports = ({ store }: Services): Reports => reportsIn(store.table)

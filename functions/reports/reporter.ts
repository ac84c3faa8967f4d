// The schedule's event: both editions of the report, once per planned time however often the schedule fires.
import { publishReport } from '#actions/publishReport.ts'
import type { Services } from '#runtime/services.ts'

/** What the scheduler sends; nothing else in it is read. */
export interface ScheduledEvent {
  /** The planned instant: it names the report, so that a schedule which fires twice makes one. */
  scheduledTime?: string
}

/** An emulator may send its placeholder instead of the instant: then it is now. */
const plannedInstant = (text: string | undefined, now: string): string =>
  Number.isNaN(Date.parse(text ?? '')) ? now : new Date(text ?? now).toISOString()

export const createReporter =
  (services: Services) =>
  async ({ scheduledTime }: ScheduledEvent): Promise<void> => {
    const planned = plannedInstant(scheduledTime, services.now()).slice(0, 19).replaceAll(/[-:]/g, '')
    for (const edition of ['shared', 'coordinators'] as const)
      await publishReport(services, { id: `${planned}-${edition}`, edition, trigger: 'scheduled' })
  }

// What the state machine of a large import asks for: which steps there are, and one step after the other.
import { type ImportStep, importSteps, runImportStep } from '#actions/runImport.ts'
import type { Services } from '#runtime/services.ts'

export interface StepEvent {
  /** What the execution was started with. */
  work: { import: string }
  step: ImportStep | { begin: true }
}

/** The segments of the work; or whether the step is finished, since one that is not is asked for again. */
export type StepAnswer = { segments: ImportStep[] } | { finished: boolean }

export const createStepper =
  (services: Services, mayGoOn: () => boolean) =>
  async ({ work, step }: StepEvent): Promise<StepAnswer> => {
    if ('begin' in step) return { segments: await importSteps(services, work.import) }
    const finished = await runImportStep(services, work.import, step, mayGoOn)
    services.log.info('step of an import', { import: work.import, step, finished })
    return { finished }
  }

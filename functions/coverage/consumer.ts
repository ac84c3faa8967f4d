// Stream records of contributions, their findings, and needs: the coverage cells follow them, and lists and gaps the cells.
import { coverageTargetOf, refreshTarget } from '#actions/followCoverage.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { followStream } from '#stream/followStream.ts'

export const createConsumer = (services: Services) =>
  followStream({
    consumer: 'coverage',
    log: services.log,
    targetOf: coverageTargetOf,
    // Who counts a group that another target counts meanwhile finds it counted, or counts again.
    lineOf: (target) => target,
    isPassing: (error) => error instanceof Refusal && error.code === 'conflict',
    refresh: async (target) => refreshTarget(services, target),
  })

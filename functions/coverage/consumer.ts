// Stream records of contributions, their findings, and needs: the coverage cells follow them, and lists and gaps the cells.
import { coverageTargetOf, refreshTarget } from '#actions/followCoverage.ts'
import type { Services } from '#runtime/services.ts'
import { followStream } from '#stream/followStream.ts'

export const createConsumer = (services: Services) =>
  followStream({
    consumer: 'coverage',
    log: services.log,
    targetOf: coverageTargetOf,
    // Who counts a group that another target counts meanwhile finds it counted, or counts again.
    lineOf: (target) => target,
    refresh: async (target) => refreshTarget(services, target),
  })

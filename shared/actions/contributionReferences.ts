// Every code that a contribution names, and where in the body it stands.
import type { NewContribution } from '#model/contribution.ts'
import type { Reference } from './references.ts'

export const contributionReferences = (sent: NewContribution): Reference[] => [
  { kind: 'partner', code: sent.provider, pointer: '/provider' },
  ...(sent.implementers ?? []).map((code, at): Reference => ({
    kind: 'partner',
    code,
    pointer: `/implementers/${at}`,
  })),
  { kind: 'partner', code: sent.beneficiary, pointer: '/beneficiary' },
  { kind: 'instrument', code: sent.instrument, pointer: '/instrument' },
  { kind: 'sub-cluster', code: sent.subCluster, pointer: '/subCluster' },
  ...(sent.priorityAreas ?? []).map(({ code }, at): Reference => ({
    kind: 'priority-area',
    code,
    pointer: `/priorityAreas/${at}/code`,
  })),
  { kind: 'modality', code: sent.modality, pointer: '/modality' },
  ...(sent.inKind ?? []).map(({ unit }, at): Reference => ({
    kind: 'unit',
    code: unit,
    pointer: `/inKind/${at}/unit`,
  })),
  ...(sent.needs ?? []).map((code, at): Reference => ({ kind: 'need', code, pointer: `/needs/${at}` })),
  ...(sent.relations ?? []).map(({ contribution }, at): Reference => ({
    kind: 'contribution',
    code: contribution,
    pointer: `/relations/${at}/contribution`,
  })),
]

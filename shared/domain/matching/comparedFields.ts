// Which fields are compared, and the form of what a comparison gives.

/** The compared fields, in the order that evidence is shown and summed. */
export const comparedFields = [
  'parties', 'named', 'beneficiary', 'subject', 'wording', 'amount', 'quantity', 'start', 'end', 'shared-period',
  'months', 'place', 'series', 'years', 'counts', 'identifiers', 'modality', 'activity', 'area', 'audience',
  'substance', 'likeness', 'company', 'rival', 'sharing',
] as const // prettier-ignore
export type ComparedField = (typeof comparedFields)[number]

/** The level that each comparable field reaches; the same for (a, b) and (b, a). */
export type Levels = Partial<Record<ComparedField, string>>

// What each level of agreement weighs, in log-odds, for every kind of finding: the one reviewed file of the scorer.
import type { ComparedField } from './compareFields.ts'
import type { FindingKind } from '#model/finding.ts'

/** Kinds that pairs are scored for; oversupply is found in coverage cells. */
export type ScoredKind = Exclude<FindingKind, 'oversupply'>

/** The weights of one kind: where the log-odds start, and what each level of a field adds. An absent level adds nothing. */
export interface KindWeights {
  base: number
  fields: Partial<Record<ComparedField, Record<string, number>>>
}

/** Every finding carries it; it changes with any weight. */
export const weightsVersion = '2026-11-22.4'

/**
 * `duplicate-record` and `overlapping-effort` are fitted by logistic regression (L2) to the labelled sets of
 * shared/data/matching (synthetic-1000, synthetic-10000, iati-links, iati-bilingual-en-de), with the sign of plain
 * agreement and disagreement held; for a duplicate plain agreement (the same day, title, city) is never below a vaguer
 * one. A floor holds what repeats weigh (other year, city, series number), which the sets hardly show at equal amounts;
 * the floor under other beneficiaries, under pairs without substance and under providers without a link is for records
 * of what a report describes, which the sets do not hold. `schedule-clash` and `part-of` have too few labels and are
 * set by hand.
 */
export const weights: Record<ScoredKind, KindWeights> = {
  'duplicate-record': {
    base: -1.69,
    fields: {
      parties: {
        'implementer-reports': 3.02,
        'provider-and-implementer': 1.43,
        'implementer-only': 0.95,
        'roles-swapped': 0.62,
        'similar-provider': 0.21,
        provider: 0.2,
        'different-provider': -1.9,
        'unclear-provider': -1.96,
        different: -2,
        'provider-other-implementer': -2.33,
      },
      named: { named: 0.33, 'not-named': -1.81, unlinked: -3.9 },
      beneficiary: { same: 1.77, similar: 1.77, unclear: 0.74, different: -1.2 },
      subject: {
        title: 1.99,
        'same-translated': 1.67,
        'title-translated': 1.67,
        same: 1.57,
        'most-translated': 1.35,
        most: 1.14,
        'half-translated': 0.2,
        half: -0.64,
        few: -1.23,
        'few-translated': -1.35,
        none: -2.06,
        'none-translated': -2.2,
      },
      wording: {
        'most-translated': 0.48,
        'same-translated': 0.48,
        half: 0.18,
        'half-translated': -0.37,
        'none-translated': -0.52,
      },
      amount: { equal: 3.3, rounded: 2.56, overhead: 0.86, near: -0.58, twofold: -2.53, more: -4.07 },
      quantity: { same: 1, near: 0.3, different: -1 },
      start: { same: 0.78, month: 0.33, week: 0.33, quarter: -1.63, 'half-year': -2.5, year: -3.5, far: -4.5 },
      end: { month: 0.76, same: 0.76, week: 0.76, 'year-holds': -0.19, 'half-year': -1.5, year: -1.5, far: -2.5 },
      'shared-period': { most: -0.9, some: -0.9, none: -3 },
      place: { city: 1.94, country: 1.89, 'other-city': -6.5, 'other-country': -6.5 },
      series: { same: 2.75, 'one-sided': -1.8, other: -12 },
      years: { other: -2.5 },
      identifiers: { same: 2.28, other: -0.68, 'same-register': -3.69 },
      modality: { related: 0.46, different: -2.33 },
      area: { same: 0.9, related: -0.38, different: -0.48 },
      audience: { same: 0.5, other: -1 },
      substance: { none: -2.5, untold: -2.5 },
    },
  },
  'overlapping-effort': {
    base: -7.13,
    fields: {
      parties: {
        'different-provider': 2.05,
        different: 2.03,
        'unclear-provider': 1.5,
        'similar-provider': -0.58,
        'implementer-only': -2.16,
        'implementer-reports': -2.85,
      },
      named: { 'not-named': 1.29, unlinked: 1.29, named: -1.28 },
      beneficiary: { same: 0.46, similar: -0.79, unclear: -1.65, different: -3.6 },
      subject: {
        'same-translated': 1.81,
        title: 1.45,
        same: 0.81,
        'most-translated': 0.44,
        'half-translated': -0.14,
        'few-translated': -1.04,
        half: -1.27,
        few: -1.55,
        'none-translated': -2.16,
        none: -3,
      },
      wording: { half: 0.4, same: 0.28, 'half-translated': 0.26, none: -0.12, 'none-translated': -0.15 },
      amount: { near: 0.59, twofold: 0.4, more: 0.38, overhead: -0.31, rounded: -2.46, equal: -3.12 },
      start: {
        week: 1.72,
        month: 0.95,
        'year-holds': 0.36,
        quarter: 0.05,
        same: -0.13,
        year: -1.32,
        'half-year': -1.43,
        far: -2,
      },
      end: {
        week: 1.12,
        quarter: 0.67,
        month: 0.46,
        'year-holds': -0.26,
        same: -0.38,
        year: -1.02,
        far: -2.64,
      },
      'shared-period': { all: 0.11, some: -1.25, none: -2.5 },
      place: { city: 1.79, country: 1.77, 'other-country': -3.51, 'other-city': -4.08 },
      series: { other: -2.65, 'one-sided': -3.62, same: -3.84 },
      years: { same: 0.22, other: -0.45 },
      identifiers: { other: 0.13, 'same-register': -0.63, same: -2.15 },
      modality: { related: 1.66, same: 1.06, different: -2.11 },
      area: { same: 1.23, related: -0.77, different: -1.86 },
      audience: { same: 0.5, other: -0.5 },
    },
  },
  'schedule-clash': {
    base: -4.5,
    fields: {
      parties: {
        different: 0.5,
        'different-provider': 0.5,
        'implementer-reports': -1,
        'provider-and-implementer': -1.5,
      },
      beneficiary: { same: 1.5, similar: 0.5, different: -1 },
      subject: { none: 0.3, title: -1.5 },
      'shared-period': { all: 1, most: 0.7, some: 0.3 },
      place: { 'other-city': 0.5, 'other-country': 0.5, city: 0.3, country: 0.2 },
      series: { other: -0.5, same: -1 },
      identifiers: { same: -4 },
      audience: { same: 4, other: -3 },
    },
  },
  'part-of': {
    base: -5,
    fields: {
      parties: {
        'implementer-reports': 2.5,
        'roles-swapped': 2.5,
        'provider-and-implementer': 2,
        provider: 1,
        'similar-provider': 0.5,
        'implementer-only': -1,
        'different-provider': -2.5,
        different: -3,
      },
      named: { named: 1.5 },
      beneficiary: { same: 1, similar: 0.3 },
      subject: {
        title: 3,
        'title-translated': 3,
        same: 1.5,
        'same-translated': 1.5,
        most: 0.8,
        'most-translated': 0.8,
        few: -1,
        'few-translated': -1,
        none: -2,
        'none-translated': -2,
      },
      wording: { same: 0.8, most: 0.4, none: -0.6 },
      amount: { more: 1, near: -1.5 },
      'shared-period': { all: 0.8, most: -0.3, some: -1, none: -3 },
      place: { city: 0.5, country: 0.3, 'other-city': -2, 'other-country': -3 },
      series: { same: 0.5, 'one-sided': -0.5, other: -4 },
      years: { other: -2 },
      identifiers: { same: 4, 'same-register': -2 },
      modality: { different: -1 },
      area: { different: -1.5 },
    },
  },
}

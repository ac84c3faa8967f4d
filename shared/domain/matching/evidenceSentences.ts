// The sentence for every level that a compared field can reach.
import type { ComparedField } from './comparedFields.ts'

/** What an oversupply says of the figures of its row, where a pair says how two records compare. */
export type RowField = 'oversupply' | 'quarters' | 'all-quarters'

/** What may end a sentence, before its full stop: of two languages; of agreement that speaks against an overlap. */
export const acrossLanguages = ', across two languages'
export const forOneRecord = ': that speaks for one contribution reported twice rather than for two efforts'

const daysApart = (verb: 'start' | 'end'): Record<string, string> => ({
  same: `Both ${verb} on the same day.`,
  week: `The ${verb}s are within a week.`,
  month: `The ${verb}s are within a month.`,
  quarter: `The ${verb}s are within three months.`,
  'half-year': `The ${verb}s are months apart.`,
  year: `The ${verb}s are up to a year apart.`,
  far: `The ${verb}s are more than a year apart.`,
  'year-holds': `One record gives whole years, and the other ${verb}s within them.`,
})

/** By field and level, and by kind where the score starts; they are symmetric, since either record may be named first. */
export const evidenceSentences: Record<ComparedField | RowField | 'base-rate', Record<string, string>> = {
  'base-rate': {
    'duplicate-record': 'Few pairs of records are one contribution recorded twice: the score starts low.',
    'overlapping-effort': 'Few pairs of records are the same work by different providers: the score starts low.',
    'schedule-clash': 'Few pairs of trainings compete for the same participants: the score starts low.',
    'part-of': 'Few pairs of records are a part and its whole: the score starts low.',
  },
  parties: {
    'provider-and-implementer': 'Both name the same provider and implementer.',
    provider: 'Both name the same provider; an implementer is not named on both sides.',
    'provider-other-implementer': 'Both name the same provider, with different implementers.',
    'part-provider': 'One provider is an office, a programme or a fuller name of the other.',
    'similar-provider': 'The providers have similar names.',
    'unclear-provider': 'One provider is a short form that the directory does not know.',
    'implementer-reports':
      'The provider of one record is the implementer that the other names: it may report the same money.',
    'roles-swapped': 'The provider of one record also carries out the other.',
    'implementer-only': 'Different providers work through the same implementer, as co-financing does.',
    'two-states': 'Two States work through the same implementer: a share each, as in co-financing.',
    different: 'The providers and the implementers are different.',
    'different-provider': 'The providers are different; only one side names an implementer.',
    'different-unnamed': 'The providers are different, and neither side names an implementer: it may be the same.',
  },
  named: {
    named: 'One text names the provider of the other record.',
    reported: 'The provider of one record is the publisher of the other.',
    cofinanced:
      "Each text says that the work is co-financed with the other record's provider: two shares, not one contribution reported twice.",
    'not-named': "Neither text names the other record's provider.",
    unlinked: "Neither record names the other's provider anywhere: no sign that one reports the other's money.",
  },
  beneficiary: {
    same: 'Both support the same beneficiary.',
    told: 'The text of one record names the beneficiary of the other.',
    part: 'One beneficiary is an office, a programme or a fuller name of the other.',
    similar: 'The beneficiaries have similar names.',
    unclear: 'One beneficiary is a short form that the directory does not know.',
    different: 'The beneficiaries are different.',
    'other-partner': 'The beneficiaries are two partners that the directory tells apart.',
  },
  subject: {
    'long-title': 'The titles are all but the same, and too long to be so by chance.',
    title: 'The titles are the same.',
    same: 'The titles describe the same subject.',
    most: 'The titles share most of their subject.',
    half: 'The titles share about half of their subject.',
    few: 'The titles share little of their subject.',
    none: 'The titles describe different subjects.',
  },
  wording: {
    verbatim: 'The descriptions begin with the same words.',
    same: 'The descriptions say the same.',
    most: 'The descriptions have most in common.',
    half: 'The descriptions have about half in common.',
    few: 'The descriptions have a few words in common.',
    none: 'The descriptions have next to nothing in common.',
  },
  amount: {
    equal: 'The amounts are equal at the rates of their months.',
    rounded: 'The amounts differ no more than rounding and exchange rates explain.',
    overhead: 'The amounts differ about as much as overhead costs do.',
    near: 'The amounts are of similar size.',
    twofold: 'The amounts differ up to twofold.',
    more: 'The amounts differ more than twofold.',
  },
  quantity: {
    same: 'The quantities are equal.',
    near: 'The quantities are close.',
    twofold: 'The quantities differ up to twofold.',
    more: 'The quantities differ more than twofold.',
  },
  start: daysApart('start'),
  end: daysApart('end'),
  'shared-period': {
    all: 'The shorter period lies within the longer one.',
    most: 'The periods overlap for the most part.',
    some: 'The periods overlap in a small part.',
    none: 'The periods do not overlap.',
  },
  months: {
    same: 'A month that one text names is a month of the other record.',
    near: 'A month that one text names is next to a month of the other record.',
    other: 'A month that one text names is no month of the other record.',
  },
  place: {
    city: 'Both take place in the same city.',
    'other-town': 'They name different places, not known to be two cities.',
    'other-city': 'They take place in different cities.',
    country: 'Both take place in the same country.',
    'other-country': 'They take place in different countries.',
  },
  series: {
    same: 'Both have the same number in a series.',
    other: 'They are different numbers, groups or places of a series.',
    'one-sided': 'Only one names a phase, tranche or session.',
  },
  years: { same: 'The titles name the same year.', other: 'The titles name different years.' },
  counts: {
    same: 'Both texts count as many of one thing.',
    other: 'The texts count different numbers of one thing.',
  },
  identifiers: {
    same: 'Both give the same reference number.',
    'same-agreement': 'One reference number, for amounts that differ.',
    'same-series': 'Both give the same reference number, which different numbers of one series share.',
    'same-publisher': 'One publisher lists them as two activities.',
    'same-register': 'Both have a reference number of one register, and the numbers differ.',
    other: 'The reference numbers are of different registers.',
  },
  modality: {
    same: 'Both give the same kind of support.',
    related: 'The kinds of support are related.',
    different: 'The kinds of support differ.',
  },
  activity: {
    same: 'The titles name the same kind of activity.',
    other: 'The titles name different kinds of activity.',
  },
  area: {
    same: 'Both work on the same area.',
    related: 'The areas of work are related.',
    different: 'The areas of work differ.',
  },
  audience: {
    same: 'Both name the same audience.',
    most: 'The audiences have most in common.',
    some: 'The audiences have something in common.',
    other: 'The audiences differ.',
  },
  substance: {
    none: 'Neither amounts, quantities, dates nor references can be compared: little tells them apart, or makes them one.',
    untold: 'A title does not say what the contribution is: little makes the two records one.',
    apart: 'The titles name different things, and no amount or reference says that they are one.',
    'other-grant': 'One provider’s money to another implementer, of another amount.',
  },
  likeness: {
    none: 'The two do not look like one contribution recorded twice.',
    little: 'The two look little like one contribution recorded twice.',
    some: 'The two look somewhat like one contribution recorded twice.',
    strong: 'The two look much like one contribution recorded twice.',
  },
  // The company of a duplicate, then that of an overlap.
  company: {
    supported: 'A third record looks like a repeat of both.',
    contradicted: 'A third record looks like a repeat of one of the two, and is unlike the other.',
    mixed: 'Of further records, one looks like a repeat of both, and one like a repeat of one of the two only.',
    denied: 'Records that look like repeats of one of the two clearly do other work.',
    doubted: 'Records that look like repeats of one of the two hardly do the same work.',
    unsure: 'Records that look like repeats of one of the two leave open whether the work is the same.',
    likely: 'Records that look like repeats of one of the two seem to do the same work.',
    sure: 'Records that look like repeats of one of the two clearly do the same work.',
  },
  rival: {
    outdone: 'Another record of one reporter looks more like the other report.',
    level: 'Another record of one reporter looks as much like the other report.',
    ahead: 'Of the records of one reporter, this one looks most like the other report.',
  },
  sharing: {
    shared:
      'A record that looks like a repeat of one of the two names one implementer behind both providers, as co-financing does.',
    apart: 'No record that looks like a repeat of one of the two names one implementer behind both providers.',
  },
  oversupply: {
    certain: 'More is arranged than is needed, whichever open duplicates are confirmed.',
    expected: 'More is arranged than is needed, unless open duplicates among it are confirmed.',
  },
  quarters: { passed: 'In these quarters what is arranged passes what is needed.' },
  'all-quarters': {
    passed: 'Over all quarters of the need more is arranged than is needed.',
    timing: 'Over all quarters of the need no more is arranged than is needed: it is a matter of when.',
  },
}

// The French of every sentence of evidence, by field and level: what is stored stays one text, and either is shown.
import type { evidenceSentences } from './evidenceSentences.ts'

const daysApart = (days: string, [one, both]: [string, string], apart: string): Record<string, string> => ({
  same: `Les deux ${both} le même jour.`,
  week: `Les ${days} sont à moins d’une semaine.`,
  month: `Les ${days} sont à moins d’un mois.`,
  quarter: `Les ${days} sont à moins de trois mois.`,
  'half-year': `Les ${days} sont à des mois ${apart}.`,
  year: `Les ${days} sont à un an ${apart} au plus.`,
  far: `Les ${days} sont à plus d’un an ${apart}.`,
  'year-holds': `Une fiche donne des années entières, et l’autre ${one} dans celles-ci.`,
})

/** In the shape of the English ones; a test asks for the French of each. */
export const frenchSentences: typeof evidenceSentences = {
  'base-rate': {
    'duplicate-record':
      'Peu de paires de fiches décrivent une seule contribution enregistrée deux fois : le score part de bas.',
    'overlapping-effort':
      'Peu de paires de fiches décrivent le même travail par des prestataires différents : le score part de bas.',
    'schedule-clash': 'Peu de paires de formations se disputent les mêmes participants : le score part de bas.',
    'part-of': 'Peu de paires de fiches sont une partie et son tout : le score part de bas.',
  },
  parties: {
    'provider-and-implementer': 'Les deux nomment le même prestataire et le même exécutant.',
    provider: 'Les deux nomment le même prestataire ; l’exécutant n’est pas nommé des deux côtés.',
    'provider-other-implementer': 'Les deux nomment le même prestataire, avec des exécutants différents.',
    'part-provider': 'L’un des prestataires est un bureau, un programme ou un nom plus complet de l’autre.',
    'similar-provider': 'Les prestataires portent des noms proches.',
    'unclear-provider': 'L’un des prestataires est un sigle que le répertoire ne connaît pas.',
    'implementer-reports':
      'Le prestataire d’une fiche est l’exécutant que l’autre nomme : il déclare peut-être le même argent.',
    'roles-swapped': 'Le prestataire d’une fiche exécute aussi l’autre.',
    'implementer-only': 'Des prestataires différents passent par le même exécutant, comme dans un cofinancement.',
    'two-states': 'Deux États passent par le même exécutant : chacun sa part, comme dans un cofinancement.',
    different: 'Les prestataires et les exécutants sont différents.',
    'different-provider': 'Les prestataires sont différents ; un seul côté nomme un exécutant.',
    'different-unnamed': 'Les prestataires sont différents et aucun côté ne nomme d’exécutant : ce peut être le même.',
  },
  named: {
    named: 'L’un des textes nomme le prestataire de l’autre fiche.',
    reported: 'Le prestataire d’une fiche a publié l’autre.',
    cofinanced:
      'Chaque texte dit que l’action est cofinancée avec le prestataire de l’autre fiche : deux parts, et non une contribution déclarée deux fois.',
    'not-named': 'Aucun des textes ne nomme le prestataire de l’autre fiche.',
    unlinked:
      'Aucune des fiches ne nomme nulle part le prestataire de l’autre : rien n’indique que l’une déclare l’argent de l’autre.',
  },
  beneficiary: {
    same: 'Les deux appuient le même bénéficiaire.',
    told: 'Le texte d’une fiche nomme le bénéficiaire de l’autre.',
    part: 'L’un des bénéficiaires est un bureau, un programme ou un nom plus complet de l’autre.',
    similar: 'Les bénéficiaires portent des noms proches.',
    unclear: 'L’un des bénéficiaires est un sigle que le répertoire ne connaît pas.',
    different: 'Les bénéficiaires sont différents.',
    'other-partner': 'Les bénéficiaires sont deux partenaires que le répertoire distingue.',
  },
  subject: {
    'long-title': 'Les intitulés sont à peu près les mêmes, et trop longs pour que ce soit un hasard.',
    title: 'Les intitulés sont les mêmes.',
    same: 'Les intitulés décrivent le même objet.',
    most: 'Les intitulés ont l’essentiel de leur objet en commun.',
    half: 'Les intitulés ont environ la moitié de leur objet en commun.',
    few: 'Les intitulés n’ont guère d’objet en commun.',
    none: 'Les intitulés décrivent des objets différents.',
  },
  wording: {
    verbatim: 'Les descriptions commencent par les mêmes mots.',
    same: 'Les descriptions disent la même chose.',
    most: 'Les descriptions ont l’essentiel en commun.',
    half: 'Les descriptions ont environ la moitié en commun.',
    few: 'Les descriptions ont quelques mots en commun.',
    none: 'Les descriptions n’ont presque rien en commun.',
  },
  amount: {
    equal: 'Les montants sont égaux aux taux de leurs mois.',
    rounded: 'L’écart entre les montants s’explique par les arrondis et les taux de change.',
    overhead: 'L’écart entre les montants est de l’ordre des frais généraux.',
    near: 'Les montants sont du même ordre.',
    twofold: 'Les montants vont du simple au double au plus.',
    more: 'Les montants diffèrent de plus du double.',
  },
  quantity: {
    same: 'Les quantités sont égales.',
    near: 'Les quantités sont proches.',
    twofold: 'Les quantités vont du simple au double au plus.',
    more: 'Les quantités diffèrent de plus du double.',
  },
  start: daysApart('débuts', ['commence', 'commencent'], 'l’un de l’autre'),
  end: daysApart('fins', ['finit', 'finissent'], 'l’une de l’autre'),
  'shared-period': {
    all: 'La période la plus courte tient dans la plus longue.',
    most: 'Les périodes se recouvrent pour l’essentiel.',
    some: 'Les périodes se recouvrent un peu.',
    none: 'Les périodes ne se recouvrent pas.',
  },
  months: {
    same: 'Un mois que nomme un texte est aussi un mois de l’autre fiche.',
    near: 'Un mois que nomme un texte est voisin d’un mois de l’autre fiche.',
    other: 'Un mois que nomme un texte n’est pas un mois de l’autre fiche.',
  },
  place: {
    city: 'Les deux ont lieu dans la même ville.',
    'other-town': 'Elles nomment des lieux différents, peut-être d’une même ville.',
    'other-city': 'Elles ont lieu dans des villes différentes.',
    country: 'Les deux ont lieu dans le même pays.',
    'other-country': 'Elles ont lieu dans des pays différents.',
  },
  series: {
    same: 'Les deux portent le même numéro dans une série.',
    other: 'Ce sont des numéros, groupes ou lieux différents d’une série.',
    'one-sided': 'Une seule nomme une phase, une tranche ou une session.',
  },
  years: { same: 'Les intitulés nomment la même année.', other: 'Les intitulés nomment des années différentes.' },
  counts: {
    same: 'Les deux textes comptent autant d’une même chose.',
    other: 'Les textes comptent des nombres différents d’une même chose.',
  },
  identifiers: {
    same: 'Les deux donnent le même numéro de référence.',
    'same-agreement': 'Un même numéro de référence, pour des montants différents.',
    'same-series': 'Les deux donnent le même numéro de référence, que partagent des numéros différents d’une série.',
    'same-publisher': 'Un même éditeur les publie comme deux activités.',
    'same-register': 'Les deux ont un numéro de référence du même registre, et les numéros diffèrent.',
    other: 'Les numéros de référence sont de registres différents.',
  },
  modality: {
    same: 'Les deux apportent le même type d’appui.',
    related: 'Les types d’appui sont apparentés.',
    different: 'Les types d’appui diffèrent.',
  },
  activity: {
    same: 'Les intitulés nomment le même type d’activité.',
    other: 'Les intitulés nomment des types d’activité différents.',
  },
  area: {
    same: 'Les deux portent sur le même domaine.',
    related: 'Les domaines sont apparentés.',
    different: 'Les domaines diffèrent.',
  },
  audience: {
    same: 'Les deux nomment le même public.',
    most: 'Les publics ont l’essentiel en commun.',
    some: 'Les publics ont quelque chose en commun.',
    other: 'Les publics diffèrent.',
  },
  substance: {
    none: 'Ni montants, ni quantités, ni dates, ni références ne peuvent être comparés : peu de chose les distingue, ou les unit.',
    untold: 'Un intitulé ne dit pas ce qu’est la contribution : peu de chose unit les deux fiches.',
    apart: 'Les intitulés nomment des choses différentes, et ni montant ni référence ne dit qu’elles n’en font qu’une.',
    'other-grant': 'L’argent d’un prestataire à un autre exécutant, d’un autre montant.',
  },
  likeness: {
    none: 'Les deux ne ressemblent pas à une contribution enregistrée deux fois.',
    little: 'Les deux ressemblent peu à une contribution enregistrée deux fois.',
    some: 'Les deux ressemblent un peu à une contribution enregistrée deux fois.',
    strong: 'Les deux ressemblent beaucoup à une contribution enregistrée deux fois.',
  },
  // The company of a duplicate, then that of an overlap.
  company: {
    supported: 'Une troisième fiche semble répéter les deux.',
    contradicted: 'Une troisième fiche semble répéter l’une des deux, et ne ressemble pas à l’autre.',
    mixed: 'Parmi d’autres fiches, l’une semble répéter les deux, et une autre l’une des deux seulement.',
    denied: 'Des fiches qui semblent répéter l’une des deux décrivent clairement un autre travail.',
    doubted: 'Des fiches qui semblent répéter l’une des deux ne décrivent guère le même travail.',
    unsure: 'Des fiches qui semblent répéter l’une des deux ne disent pas si le travail est le même.',
    likely: 'Des fiches qui semblent répéter l’une des deux paraissent décrire le même travail.',
    sure: 'Des fiches qui semblent répéter l’une des deux décrivent clairement le même travail.',
  },
  rival: {
    outdone: 'Une autre fiche d’un des déclarants ressemble davantage à la fiche de l’autre.',
    level: 'Une autre fiche d’un des déclarants ressemble autant à la fiche de l’autre.',
    ahead: 'Parmi les fiches d’un des déclarants, celle-ci ressemble le plus à la fiche de l’autre.',
  },
  sharing: {
    shared:
      'Une fiche qui semble répéter l’une des deux nomme un même exécutant pour les deux prestataires, comme dans un cofinancement.',
    apart: 'Aucune fiche qui semble répéter l’une des deux ne nomme un même exécutant pour les deux prestataires.',
  },
  oversupply: {
    certain: 'Plus d’appui est arrangé que le besoin, quels que soient les doublons ouverts qui seront confirmés.',
    expected: 'Plus d’appui est arrangé que le besoin, sauf si des doublons ouverts sont confirmés.',
  },
  quarters: { passed: 'Dans ces trimestres, ce qui est arrangé dépasse ce qu’il faut.' },
  'all-quarters': {
    passed: 'Sur l’ensemble des trimestres du besoin, plus d’appui est arrangé que le besoin.',
    timing:
      'Sur l’ensemble des trimestres du besoin, l’appui arrangé ne dépasse pas le besoin : c’est une question de calendrier.',
  },
}

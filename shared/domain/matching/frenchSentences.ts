// The French of every sentence of evidence, by its English: what is stored stays one text, and either is shown.

/** A sentence that is not here is shown in English; a test asks for each that the comparisons can say. */
export const frenchSentences: Readonly<Record<string, string>> = {
  'Few pairs of records are one contribution recorded twice: the score starts low.':
    'Peu de paires de fiches décrivent une seule contribution enregistrée deux fois : le score part de bas.',
  'Few pairs of records are the same work by different providers: the score starts low.':
    'Peu de paires de fiches décrivent le même travail par des prestataires différents : le score part de bas.',
  'Few pairs of trainings compete for the same participants: the score starts low.':
    'Peu de paires de formations se disputent les mêmes participants : le score part de bas.',
  'Few pairs of records are a part and its whole: the score starts low.':
    'Peu de paires de fiches sont une partie et son tout : le score part de bas.',
  'The records were compared here.': 'Les fiches ont été comparées sur ce point.',
  'Both name the same provider and implementer.': 'Les deux nomment le même prestataire et le même exécutant.',
  'Both name the same provider; an implementer is not named on both sides.':
    'Les deux nomment le même prestataire ; l’exécutant n’est pas nommé des deux côtés.',
  'Both name the same provider, with different implementers.':
    'Les deux nomment le même prestataire, avec des exécutants différents.',
  'One provider is an office, a programme or a fuller name of the other.':
    'L’un des prestataires est un bureau, un programme ou un nom plus complet de l’autre.',
  'The providers have similar names.': 'Les prestataires portent des noms proches.',
  'One provider is a short form that the directory does not know.':
    'L’un des prestataires est un sigle que le répertoire ne connaît pas.',
  'The provider of one record is the implementer that the other names: it may report the same money.':
    'Le prestataire d’une fiche est l’exécutant que l’autre nomme : il déclare peut-être le même argent.',
  'The provider of one record also carries out the other.': 'Le prestataire d’une fiche exécute aussi l’autre.',
  'Different providers work through the same implementer, as co-financing does.':
    'Des prestataires différents passent par le même exécutant, comme dans un cofinancement.',
  'The providers and the implementers are different.': 'Les prestataires et les exécutants sont différents.',
  'The providers are different; an implementer is not named on both sides.':
    'Les prestataires sont différents ; l’exécutant n’est pas nommé des deux côtés.',
  'One text names the provider of the other record.': 'L’un des textes nomme le prestataire de l’autre fiche.',
  "Neither text names the other record's provider.": 'Aucun des textes ne nomme le prestataire de l’autre fiche.',
  "Neither record names the other's provider anywhere: no sign that one reports the other's money.":
    'Aucune des fiches ne nomme nulle part le prestataire de l’autre : rien n’indique que l’une déclare l’argent de l’autre.',
  'Both support the same beneficiary.': 'Les deux appuient le même bénéficiaire.',
  'The text of one record names the beneficiary of the other.':
    'Le texte d’une fiche nomme le bénéficiaire de l’autre.',
  'One beneficiary is an office, a programme or a fuller name of the other.':
    'L’un des bénéficiaires est un bureau, un programme ou un nom plus complet de l’autre.',
  'The beneficiaries have similar names.': 'Les bénéficiaires portent des noms proches.',
  'One beneficiary is a short form that the directory does not know.':
    'L’un des bénéficiaires est un sigle que le répertoire ne connaît pas.',
  'The beneficiaries are different.': 'Les bénéficiaires sont différents.',
  'The titles are all but the same, and too long to be so by chance.':
    'Les intitulés sont à peu près les mêmes, et trop longs pour que ce soit un hasard.',
  'The titles are the same.': 'Les intitulés sont les mêmes.',
  'The titles describe the same subject.': 'Les intitulés décrivent le même objet.',
  'The titles share most of their subject.': 'Les intitulés ont l’essentiel de leur objet en commun.',
  'The titles share about half of their subject.': 'Les intitulés ont environ la moitié de leur objet en commun.',
  'The titles share little of their subject.': 'Les intitulés n’ont guère d’objet en commun.',
  'The titles describe different subjects.': 'Les intitulés décrivent des objets différents.',
  'The descriptions begin with the same words.': 'Les descriptions commencent par les mêmes mots.',
  'The descriptions say the same.': 'Les descriptions disent la même chose.',
  'The descriptions have most in common.': 'Les descriptions ont l’essentiel en commun.',
  'The descriptions have about half in common.': 'Les descriptions ont environ la moitié en commun.',
  'The descriptions have little in common.': 'Les descriptions ont peu en commun.',
  'The descriptions have next to nothing in common.': 'Les descriptions n’ont presque rien en commun.',
  'The amounts are equal at the rates of their months.': 'Les montants sont égaux aux taux de leurs mois.',
  'The amounts differ no more than rounding and exchange rates explain.':
    'L’écart entre les montants s’explique par les arrondis et les taux de change.',
  'The amounts differ about as much as overhead costs do.':
    'L’écart entre les montants est de l’ordre des frais généraux.',
  'The amounts are of similar size.': 'Les montants sont du même ordre.',
  'The amounts differ up to twofold.': 'Les montants vont du simple au double au plus.',
  'The amounts differ more than twofold.': 'Les montants diffèrent de plus du double.',
  'The quantities are equal.': 'Les quantités sont égales.',
  'The quantities are close.': 'Les quantités sont proches.',
  'The quantities differ.': 'Les quantités diffèrent.',
  'Both start on the same day.': 'Les deux commencent le même jour.',
  'The starts are within a week.': 'Les débuts sont à moins d’une semaine.',
  'The starts are within a month.': 'Les débuts sont à moins d’un mois.',
  'The starts are within three months.': 'Les débuts sont à moins de trois mois.',
  'The starts are months apart.': 'Les débuts sont à des mois l’un de l’autre.',
  'The starts are up to a year apart.': 'Les débuts sont à un an l’un de l’autre au plus.',
  'The starts are more than a year apart.': 'Les débuts sont à plus d’un an l’un de l’autre.',
  'One record gives an accounting year, and the other starts within it.':
    'Une fiche donne un exercice budgétaire, et l’autre commence dans celui-ci.',
  'Both end on the same day.': 'Les deux finissent le même jour.',
  'The ends are within a week.': 'Les fins sont à moins d’une semaine.',
  'The ends are within a month.': 'Les fins sont à moins d’un mois.',
  'The ends are within three months.': 'Les fins sont à moins de trois mois.',
  'The ends are months apart.': 'Les fins sont à des mois l’une de l’autre.',
  'The ends are up to a year apart.': 'Les fins sont à un an l’une de l’autre au plus.',
  'The ends are more than a year apart.': 'Les fins sont à plus d’un an l’une de l’autre.',
  'One record gives an accounting year, and the other ends within it.':
    'Une fiche donne un exercice budgétaire, et l’autre finit dans celui-ci.',
  'The shorter period lies within the longer one.': 'La période la plus courte tient dans la plus longue.',
  'The periods overlap for the most part.': 'Les périodes se recouvrent pour l’essentiel.',
  'The periods overlap in a small part.': 'Les périodes se recouvrent un peu.',
  'The periods do not overlap.': 'Les périodes ne se recouvrent pas.',
  'A month that one text names is a month of the other record.':
    'Un mois que nomme un texte est aussi un mois de l’autre fiche.',
  'A month that one text names is next to a month of the other record.':
    'Un mois que nomme un texte est voisin d’un mois de l’autre fiche.',
  'A month that one text names is no month of the other record.':
    'Un mois que nomme un texte n’est pas un mois de l’autre fiche.',
  'Both take place in the same city.': 'Les deux ont lieu dans la même ville.',
  'They take place in different cities.': 'Elles ont lieu dans des villes différentes.',
  'Both take place in the same country.': 'Les deux ont lieu dans le même pays.',
  'They take place in different countries.': 'Elles ont lieu dans des pays différents.',
  'Both have the same number in a series.': 'Les deux portent le même numéro dans une série.',
  'They are different phases, tranches or sessions of a series.':
    'Ce sont des phases, tranches ou sessions différentes d’une série.',
  'Only one names a phase, tranche or session.': 'Une seule nomme une phase, une tranche ou une session.',
  'The titles name the same year.': 'Les intitulés nomment la même année.',
  'The titles name different years.': 'Les intitulés nomment des années différentes.',
  'Both texts count as many of one thing.': 'Les deux textes comptent autant d’une même chose.',
  'The texts count different numbers of one thing.': 'Les textes comptent des nombres différents d’une même chose.',
  'Both give the same reference number.': 'Les deux donnent le même numéro de référence.',
  'Both have a reference number of one register, and the numbers differ.':
    'Les deux ont un numéro de référence du même registre, et les numéros diffèrent.',
  'The reference numbers are of different registers.': 'Les numéros de référence sont de registres différents.',
  'Both give the same kind of support.': 'Les deux apportent le même type d’appui.',
  'The kinds of support are related.': 'Les types d’appui sont apparentés.',
  'The kinds of support differ.': 'Les types d’appui diffèrent.',
  'The titles name the same kind of activity.': 'Les intitulés nomment le même type d’activité.',
  'The titles name different kinds of activity.': 'Les intitulés nomment des types d’activité différents.',
  'Both work on the same area.': 'Les deux portent sur le même domaine.',
  'The areas of work are related.': 'Les domaines sont apparentés.',
  'The areas of work differ.': 'Les domaines diffèrent.',
  'Both name the same audience.': 'Les deux nomment le même public.',
  'The audiences have most in common.': 'Les publics ont l’essentiel en commun.',
  'The audiences have something in common.': 'Les publics ont quelque chose en commun.',
  'The audiences differ.': 'Les publics diffèrent.',
  'Neither amounts, quantities, dates nor references can be compared: little tells them apart, or makes them one.':
    'Ni montants, ni quantités, ni dates, ni références ne peuvent être comparés : peu de chose les distingue, ou les unit.',
  'A title does not say what the contribution is: little makes the two records one.':
    'Un intitulé ne dit pas ce qu’est la contribution : peu de chose unit les deux fiches.',
  'The two do not look like one contribution recorded twice.':
    'Les deux ne ressemblent pas à une contribution enregistrée deux fois.',
  'The two look little like one contribution recorded twice.':
    'Les deux ressemblent peu à une contribution enregistrée deux fois.',
  'The two look somewhat like one contribution recorded twice.':
    'Les deux ressemblent un peu à une contribution enregistrée deux fois.',
  'The two look much like one contribution recorded twice.':
    'Les deux ressemblent beaucoup à une contribution enregistrée deux fois.',
  'A third record looks like a repeat of both.': 'Une troisième fiche semble répéter les deux.',
  'A third record looks like a repeat of one of the two, and is unlike the other.':
    'Une troisième fiche semble répéter l’une des deux, et ne ressemble pas à l’autre.',
  'Of further records, one looks like a repeat of both, and one like a repeat of one of the two only.':
    'Parmi d’autres fiches, l’une semble répéter les deux, et une autre l’une des deux seulement.',
  'Records that look like repeats of one of the two clearly do other work.':
    'Des fiches qui semblent répéter l’une des deux décrivent clairement un autre travail.',
  'Records that look like repeats of one of the two hardly do the same work.':
    'Des fiches qui semblent répéter l’une des deux ne décrivent guère le même travail.',
  'Records that look like repeats of one of the two leave open whether the work is the same.':
    'Des fiches qui semblent répéter l’une des deux ne disent pas si le travail est le même.',
  'Records that look like repeats of one of the two seem to do the same work.':
    'Des fiches qui semblent répéter l’une des deux paraissent décrire le même travail.',
  'Records that look like repeats of one of the two clearly do the same work.':
    'Des fiches qui semblent répéter l’une des deux décrivent clairement le même travail.',
  'A record that looks like a repeat of one of the two names one implementer behind both providers, as co-financing does.':
    'Une fiche qui semble répéter l’une des deux nomme un même exécutant pour les deux prestataires, comme dans un cofinancement.',
  'No record that looks like a repeat of one of the two names one implementer behind both providers.':
    'Aucune fiche qui semble répéter l’une des deux ne nomme un même exécutant pour les deux prestataires.',
}

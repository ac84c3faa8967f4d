// What to write in each column of an import: the instructions of the template workbook.
import type { ImportColumn } from '#model/importColumns.ts'

interface Guide {
  en: string
  fr: string
  example: string
}

/** The columns that a partner fills in; what an export adds (`reported_by`, `revision`) is no work of theirs. */
export const importGuide: Record<Exclude<ImportColumn, 'reported_by' | 'revision'>, Guide> = {
  id: {
    en: 'Your own reference. The same reference again updates the contribution and makes no second one.',
    fr: 'Votre propre référence. La même référence met à jour la contribution et n’en crée pas une seconde.',
    example: 'HQ-2008-017',
  },
  source: { en: 'The list that the row is from.', fr: 'La liste d’où vient la ligne.', example: 'Inventory 2008' },
  partner: {
    en: 'Who provides it: a code of the sheet Codes, or the name as you write it.',
    fr: 'Qui fournit : un code de la feuille Codes, ou le nom tel que vous l’écrivez.',
    example: 'un-dpko',
  },
  implementing_partner: {
    en: 'Who carries it out; several are separated by semicolons.',
    fr: 'Qui met en œuvre ; plusieurs noms sont séparés par des points-virgules.',
    example: 'kaiptc; ecowas',
  },
  beneficiary: {
    en: 'Whom it is for; left out, it is for the African Union.',
    fr: 'À qui elle est destinée ; à défaut, à l’Union africaine.',
    example: 'auc',
  },
  title: {
    en: 'What it is, in one line.',
    fr: 'De quoi il s’agit, en une ligne.',
    example: 'Mission leadership course',
  },
  description: { en: 'More about it.', fr: 'Plus de détails.', example: 'For senior officers of the Standby Force.' },
  lang: { en: 'The language of the title.', fr: 'La langue du titre.', example: 'en' },
  cluster: { en: 'The cluster, if it matters.', fr: 'Le groupe, s’il y a lieu.', example: 'peace-and-security' },
  sub_cluster: {
    en: 'The sub-cluster; left out, it is suggested from the text and marked as suggested.',
    fr: 'Le sous-groupe ; à défaut, il est suggéré d’après le texte et marqué comme tel.',
    example: 'peace-and-security-architecture',
  },
  priority_area: {
    en: 'One or several priority areas, with percentages for all or for none.',
    fr: 'Un ou plusieurs domaines prioritaires, avec des pourcentages pour tous ou pour aucun.',
    example: 'mission-planning 60%; mission-management 40%',
  },
  modality: { en: 'The form of support.', fr: 'La forme de l’appui.', example: 'training' },
  status: { en: 'How far it has come.', fr: 'L’état d’avancement.', example: 'committed' },
  amount: {
    en: 'Money, as a number without grouping. One of amount, quantity and start_date is required.',
    fr: 'Le montant, en chiffres sans séparateur de milliers. Il faut un montant, une quantité ou une date de début.',
    example: '100000.00',
  },
  currency: { en: 'The ISO 4217 code.', fr: 'Le code ISO 4217.', example: 'EUR' },
  value_date: {
    en: 'The day whose exchange rate counts; left out, the start.',
    fr: 'Le jour dont le taux de change compte ; à défaut, le début.',
    example: '2008-06-01',
  },
  quantity: { en: 'What is given in kind, as a number.', fr: 'L’apport en nature, en chiffres.', example: '30' },
  unit: { en: 'The unit of the quantity.', fr: 'L’unité de la quantité.', example: 'seats' },
  start_date: {
    en: 'The first day, as 2008-06-30.',
    fr: 'Le premier jour, sous la forme 2008-06-30.',
    example: '2008-06-04',
  },
  end_date: { en: 'The last day, included.', fr: 'Le dernier jour, inclus.', example: '2008-06-14' },
  country: { en: 'ISO codes or names of countries.', fr: 'Codes ISO ou noms de pays.', example: 'KE' },
  location: { en: 'Towns or sites.', fr: 'Villes ou sites.', example: 'Nairobi' },
  instrument: {
    en: 'The mechanism that the resources flow through.',
    fr: 'Le mécanisme par lequel passent les ressources.',
    example: 'un-trust-fund',
  },
  operation: { en: 'The code of a peace operation.', fr: 'Le code d’une opération de paix.', example: 'amisom' },
  visibility: {
    en: 'Coordinators: only you and the coordinators see it.',
    fr: 'Coordinators : seuls vous et les coordonnateurs la voyez.',
    example: 'shared',
  },
  external_refs: {
    en: 'Identifiers elsewhere, as scheme:value.',
    fr: 'Identifiants ailleurs, sous la forme schéma:valeur.',
    example: 'iati-activity:XM-DAC-41114-0001',
  },
}

/** Above the list of columns, a line each. */
export const howToFillIn = {
  en: [
    'Write one contribution a row in the sheet Contributions, from its second row on. Columns that you do not need stay empty.',
    'Send the workbook to POST /v1/imports; with ?dryRun=true it only says what would happen.',
    'Drop-downs show codes. Names as you write them are taken too: what is not sure waits for a coordinator, and is never given to somebody else.',
    'Dates: 2008-06-30. Amounts: 1234.50, without grouping. What could mean two things is refused and says so.',
  ],
  fr: [
    'Écrivez une contribution par ligne dans la feuille Contributions, à partir de la deuxième ligne. Les colonnes inutiles restent vides.',
    'Envoyez le classeur à POST /v1/imports ; avec ?dryRun=true, il est seulement dit ce qui se passerait.',
    'Les listes déroulantes montrent des codes. Les noms tels que vous les écrivez sont acceptés aussi : ce qui n’est pas sûr attend un coordonnateur et n’est jamais attribué à un autre.',
    'Dates : 2008-06-30. Montants : 1234.50, sans séparateur de milliers. Ce qui peut avoir deux sens est refusé, avec la raison.',
  ],
}

// The few partners and terms that a test tracker starts with.
import type { NewPartner } from '#model/partner.ts'
import type { NewTerm, TaxonomyKind } from '#model/taxonomy.ts'

export const partners: NewPartner[] = [
  {
    id: 'au',
    kind: 'regional-organization',
    names: { en: 'African Union', fr: 'Union africaine' },
    acronyms: ['AU', 'UA'],
  },
  {
    id: 'auc',
    kind: 'regional-organization',
    names: { en: 'African Union Commission', fr: "Commission de l'Union africaine" },
    acronyms: ['AUC', 'CUA'],
    parent: 'au',
  },
  {
    id: 'ecowas',
    kind: 'regional-economic-community',
    names: {
      en: 'Economic Community of West African States',
      fr: "Communauté économique des États de l'Afrique de l'Ouest",
    },
    acronyms: ['ECOWAS', 'CEDEAO'],
  },
  {
    id: 'eu',
    kind: 'regional-organization',
    names: { en: 'European Union', fr: 'Union européenne' },
    acronyms: ['EU', 'UE'],
  },
  {
    id: 'un-dpko',
    kind: 'un-entity',
    names: { en: 'Department of Peacekeeping Operations', fr: 'Département des opérations de maintien de la paix' },
    acronyms: ['DPKO', 'DOMP'],
    aliases: ['UN Peacekeeping'],
  },
  { id: 'france', kind: 'member-state', names: { en: 'France' } },
  {
    id: 'kaiptc',
    kind: 'training-centre',
    names: { en: 'Kofi Annan International Peacekeeping Training Centre' },
    acronyms: ['KAIPTC'],
  },
]

type Row = { kind: TaxonomyKind; code: string } & Partial<NewTerm>

const architecture = 'peace-and-security-architecture'
const recovery = 'post-conflict-reconstruction-and-development'

export const terms: Row[] = [
  { kind: 'cluster', code: 'peace-and-security' },
  { kind: 'sub-cluster', code: architecture, parent: 'peace-and-security', convener: 'un-dpko' },
  { kind: 'sub-cluster', code: recovery, parent: 'peace-and-security' },
  { kind: 'priority-area', code: 'mission-planning', parent: architecture },
  { kind: 'priority-area', code: 'mission-management', parent: architecture },
  { kind: 'priority-area', code: 'peacebuilding', parent: recovery },
  { kind: 'modality', code: 'training' },
  { kind: 'modality', code: 'funding' },
  { kind: 'unit', code: 'seats' },
  { kind: 'unit', code: 'experts' },
  { kind: 'unit', code: 'person-days' },
  { kind: 'unit', code: 'vehicles' },
  { kind: 'instrument', code: 'eu-peace-facility-for-africa' },
  { kind: 'instrument', code: 'closed-fund', validTo: '2007-12-31' },
]

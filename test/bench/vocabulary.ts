// The words that invented contributions are made of, in English and French side by side.

export interface Words {
  en: string
  fr: string
}

const words = (text: string): Words[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [en = '', fr = ''] = line.split('|').map((part) => part.trim())
      return { en, fr }
    })

/** What contributions of one priority area are about. */
export const subjects: Record<string, Words[]> = {
  'mission-planning': words(`
    strategic mission planning | planification stratégique des missions
    operational planning of peace support operations | planification opérationnelle des opérations de paix
    concept of operations drafting | rédaction de concepts d'opérations
    force generation planning | planification de la génération de forces
    technical assessment missions | missions d'évaluation technique`),
  'mission-management': words(`
    mission leadership | direction de missions
    management of field missions | gestion des missions sur le terrain
    command and control of peace operations | commandement et contrôle des opérations de paix
    conduct and discipline | déontologie et discipline
    mission start-up | démarrage de missions`),
  'logistics-and-resource-management': words(`
    logistics and strategic airlift | logistique et transport aérien stratégique
    a continental logistics base | base logistique continentale
    vehicles and workshop equipment | véhicules et équipement d'atelier
    procurement and contract management | passation et gestion des marchés
    medical supplies for missions | fournitures médicales pour les missions`),
  'financial-reporting': words(`
    financial reporting to donors | rapports financiers aux donateurs
    internal audit | audit interne
    accounting standards | normes comptables
    budget preparation | préparation du budget`),
  'timely-reporting-and-information-exchange': words(`
    a situation room | salle de veille
    incident reporting | compte rendu d'incidents
    satellite communications | communications par satellite
    information exchange between headquarters | échange d'informations entre sièges`),
  'human-resources': words(`
    recruitment of civilian staff | recrutement de personnel civil
    a roster of civilian experts | fichier d'experts civils
    staff induction | accueil et orientation du personnel
    rotation of military observers | relève des observateurs militaires`),
  'african-standby-force': words(`
    standby force readiness | état de préparation de la Force en attente
    the rapid deployment capability | capacité de déploiement rapide
    the command post exercise | exercice de poste de commandement
    police components of the standby force | composantes de police de la Force en attente
    standby brigade headquarters | état-major de la brigade en attente`),
  'mediation-and-panel-of-the-wise': words(`
    mediation and negotiation | médiation et négociation
    the Panel of the Wise | Groupe des Sages
    women mediators | femmes médiatrices
    ceasefire agreements | accords de cessez-le-feu
    national dialogue | dialogue national`),
  'early-warning': words(`
    the continental early warning system | système continental d'alerte rapide
    conflict analysis | analyse des conflits
    field monitors and data collection | observateurs de terrain et collecte de données
    election-related violence | violences électorales`),
  'disarmament-and-small-arms': words(`
    small arms control | contrôle des armes légères
    stockpile management | gestion des stocks d'armes
    demobilization of combatants | démobilisation des combattants
    mine action | lutte antimines`),
  peacebuilding: words(`
    post-conflict reconstruction | reconstruction après les conflits
    security sector reform | réforme du secteur de la sécurité
    rule of law and prisons | état de droit et prisons
    reintegration of returnees | réinsertion des rapatriés
    local reconciliation committees | comités locaux de réconciliation`),
  'human-rights': words(`
    human rights observers | observateurs des droits de l'homme
    transitional justice | justice transitionnelle
    international humanitarian law | droit international humanitaire
    documentation of violations | documentation des violations`),
  'protection-of-civilians-and-humanitarian-action': words(`
    protection of civilians | protection des civils
    child protection | protection de l'enfance
    humanitarian coordination | coordination humanitaire
    sexual violence in conflict | violences sexuelles liées aux conflits`),
  'peacekeeping-training': words(`
    pre-deployment training of contingents | formation préalable au déploiement des contingents
    police trainers | formateurs de police
    staff officers | officiers d'état-major
    logistics officers | officiers de logistique
    military observers | observateurs militaires`),
  'financing-of-operations': words(`
    salaries of planners | traitements des planificateurs
    allowances of troops | indemnités des troupes
    operating costs of the mission | frais de fonctionnement de la mission
    the peace fund | fonds pour la paix`),
}

/** How each modality is spoken of; the wordings of one row mean the same. */
export const forms: Record<string, Words[]> = {
  training: words(`
    Training course on | Cours de formation :
    Workshop on | Atelier :
    Training of personnel in | Formation du personnel :
    Capacity-building seminar on | Séminaire de renforcement des capacités :`),
  advice: words(`
    Advisers for | Conseillers :
    Expert advice on | Conseils d'experts :
    Technical assistance for | Assistance technique :`),
  funding: words(`
    Funding of | Financement :
    Grant for | Subvention :
    Financial support to | Appui financier :
    Contribution towards | Contribution :`),
  equipment: words(`
    Equipment for | Équipement :
    Supply of equipment for | Fourniture de matériel :
    Donation of equipment: | Don de matériel :`),
  personnel: words(`
    Secondment of experts for | Détachement d'experts :
    Seconded officers: | Officiers détachés :`),
  study: words(`
    Study of | Étude :
    Review of lessons learned on | Examen des enseignements tirés :
    Assessment of | Évaluation :`),
}

export const audiences = words(`
  the Commission | la Commission
  the Peace Support Operations Division | la Division des opérations d'appui à la paix
  regional economic communities | les communautés économiques régionales
  troop-contributing countries | les pays fournisseurs de contingents
  senior officials | les hauts responsables
  member States | les États membres
  the secretariat | le secrétariat
  regional liaison officers | les officiers de liaison régionaux
  women in peace operations | les femmes dans les opérations de paix
  the planning element | l'élément de planification`)

/** Country and city. */
export const places: [string, string][] = [
  ['ET', 'Addis Ababa'],
  ['KE', 'Nairobi'],
  ['GH', 'Accra'],
  ['NG', 'Abuja'],
  ['SN', 'Dakar'],
  ['RW', 'Kigali'],
  ['ZA', 'Pretoria'],
  ['EG', 'Cairo'],
  ['ML', 'Bamako'],
  ['SD', 'Khartoum'],
  ['SO', 'Mogadishu'],
  ['BW', 'Gaborone'],
  ['CM', 'Yaoundé'],
  ['DZ', 'Algiers'],
  ['TZ', 'Arusha'],
  ['UG', 'Entebbe'],
  ['BI', 'Bujumbura'],
  ['DJ', 'Djibouti'],
  ['ZM', 'Lusaka'],
  ['GA', 'Libreville'],
]

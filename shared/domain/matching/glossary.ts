// Words of peace, security and aid in English and French (with some Portuguese and German): stems to one concept.

/**
 * Each line is a concept and the folded stems that stand for it. A word takes the concept of its longest stem here;
 * `peace+keep` makes two concepts of one word. Vocabulary of S/2008/186, of the AU Commission's working languages and
 * of IATI sector names; stems of four letters or fewer must be the whole word, but for a plural s.
 */
const lines = `
train: train formation former formacao ausbildung schulung fortbildung curso
course: cours stage kurs lehrgang
workshop: workshop atelier seminar seminaire oficina
exercise: exercis exercice ubung
peace+keep: peacekeep friedenssicherung
peace+build: peacebuild friedensforder
peace: peace paix paz frieden
keep: maintien manutencao
build: build consolidation aufbau construction construi
security: securit seguranca sicherheit secure
mission: mission missao
mediat: mediat mediac vermittlung
diplomac: diplomac diplomatie diplomatique diplomatic
prevent: prevent pravention prevencao
conflict: conflict conflit konflikt
resol: resol reglement beilegung
reconcil: reconcil versohnung
mine: mine antimine demining deminage minenraum landmine
disarm: disarm desarm abrust
weapon: weapon arme arms armas waffen
light: legere
small: petit calibre klein
human: human humain menschen menschlich
rights: right droits rechte menschenrecht direitos
law: law legal juridique juriste loi droit rechts
justice: justice justiz judici gericht
police: police policing policier policial polizei
military: militar militaire
civil: civil zivil
force: force streitkraft
standby: standby attente prepositionnee alerte
africa: africa afrique afrika
union: union uniao
commission: commission comissao kommission
community: communit communautaire communaute comunidade gemeinschaft
econom: econom wirtschaft
state: state etat estados staat
west: west western ouest ocidental occidental
east: east eastern est orientale
north: north nord norte
south: south sud sul australe
central: central zentral
develop: develop desenvolvimento entwicklung
cooper: cooper kooper zusammenarbeit
organization: organi
international: international internacional
regional: region
national: national nacional
secretariat: secretar sekretariat
centre: center centre centro zentrum
office: office bureau escritorio buro
department: department departement dept ministry ministere ministerium ministerio
council: council conseil rat conselho
court: court cour tribunal
fund: fund fonds fundo funding financ finanz
support: support appui soutien apoio unterstutz assist aide hilfe foerder forder
strengthen: strengthen renforc reforc starkung verbesser improv amelior
capacity: capacit kapazitat
programme: program
project: project projet projekt vorhaben
equip: equip ausrust materiel material
supply: suppl provision fourniture fornecimento livraison deliver bereitstell
vehicle: vehicle vehicule veiculo fahrzeug
armoured: armoured armored blinde
generator: generator generateur
tent: tent tente
camp: camp campement
computer: computer informatique ordinateur
communicat: communicat comunicac kommunikat transmission radio
logistic: logisti
engineer: engineer genie ingenieur
medical: medic medecin medizin sanitaire
evacuat: evacuat
health: health sante saude gesundheit
water: water eau eaux agua wasser
educat: educat educac bildung scolaire school ecole escola schule
environment: environ ambiente umwelt
climate: clima klima
energy: energ erneuerbar
agricult: agricult agricol landwirtschaft
food: food aliment ernahrung
rural: rural landlich
forest: forest foret wald
biodivers: biodivers
conserv: conserv schutz protec
natural: natural naturel
resource: resource ressource recurso
manage: manag gestion gestao verwalt
govern: govern gouvern gobern regierung
decentral: decentral dezentral
election: election elector wahl eleic
democra: democra demokra
corrupt: corrup antikorruption anticorruption
terror: terror antiterror
border: border frontiere frontalier grenz fronteira
maritime: maritim
drug: drug drogue stupefiant drogen
crime: crime criminal criminel kriminal
gender: gender genre geschlecht genero
women: women woman femme feminin mulher frau frauen
sexual: sexuel sexual
violence: violen gewalt
child: child enfant crianca kinder kind
youth: youth jeune jugend juvent
refugee: refug fluchtling
displaced: displaced deplace binnenvertrieben
return: return retour ruckkehr
humanitarian: humanit
emergency: emergen urgence notfall
prepar: prepar
response: respons repons reaction antwort
disaster: disaster catastroph desastre katastroph
risk: risk risque risiko
early: early precoce fruh
warning: warning avertissement alarm
monitor: monitor surveill suivi observat uberwach verif
report: report rapport berichterstatt
assess: assess evaluat bewertung
plan: plan planif planning planejamento planung
operation: operation operac einsatz
strateg: strateg
policy: polic politique politica politik politisch
reform: reform
sector: sector secteur setor sektor
exploit: exploit
integrat: integr
coordin: coordin koordin
liaison: liaison verbindung
dialog: dialog
trade: trade commerce handel
bank: bank banque banco
enterprise: enterprise entreprise unternehmen empresa
employ: employ emploi beschaftig emprego
vocation: vocation professionnel beruflich
city: cities city ville stadt kommun urban
infrastruct: infrastr
road: road route strasse
transport: transport verkehr
research: research recherche forschung
technical: techni
expert: expert fachkraft
advis: advis advice conseiller beratung berater consul
second: secondment detachement
personnel: personnel staff pessoal
officer: officer officier offizier official responsable agent fonctionnaire
analyst: analyst
leader: leader dirigeant
trainer: trainer formateur
senior: senior superieur
field: field terrain
headquarters: headquarter siege
rapid: rapid
deploy: deploy deploi
stabil: stabil
reconstruct: reconstru relevement wiederaufbau
post: post apres
demobil: demobil
reintegrat: reintegr reinsertion
study: study etude studie
lesson: lesson enseignement
evaluation: evaluation
lake: lake lac see
basin: basin bassin becken
gulf: gulf golfe
horn: horn corne
sahel: sahel
great: great grand
committee: committee comite ausschuss
group: group gruppe
service: service dienst
intelligence: renseignement intelligence
base: base
police+component: upf fpu
component: component composante dimension
conduct: conduct deontologie
discipline: disciplin
budget: budget haushalt
audit: audit
accounting: accounting accountan comptab
fight: fight lutte combat counter contre bekampf
action: action
room: room salle
watch: watch veille situation
share: sharing partage echange exchange
information: information
stock: stock
destruct: destruct
proliferat: proliferat
traffick: traffick trafic traite
ceasefire: ceasefire cessez
transition: transition
victim: victim
protection: protection
code: code
leadership: leadership
culture: cultur kultur
tourism: touris
industr: industr
statistic: statisti
parliament: parlement parliament
media: media medien
sport: sport
hospital: hospital hopital krankenhaus
vaccine: vaccin impf
nutrition: nutrition
sanitation: sanit assainissement abwasser
poverty: poverty pauvrete armut
social: social sozial
fragile: fragil
innovation: innovat
digital: digital numeri
measure: measure mesure massnahme
initiative: initiative
contribution: contribut beitrag
`

const conceptsByStem = new Map<string, string[]>(
  lines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [concept = '', stems = ''] = line.split(': ')
      return stems.split(' ').map((stem): [string, string[]] => [stem, concept.split('+')])
    }),
)

/** Whether the glossary knows a folded word. */
export const isGlossaryWord = (word: string): boolean => glossaryConcepts(word) !== undefined

/** Whether two folded words are known, with different meanings: neither is the other misspelled. */
export function areTwoWords(a: string, b: string): boolean {
  const [left, right] = [glossaryConcepts(a), glossaryConcepts(b)]
  return left !== undefined && right !== undefined && left.join() !== right.join()
}

/** The concepts of a folded word: from the glossary by its longest stem, else its own first six letters. */
export function conceptsOf(word: string): string[] {
  return glossaryConcepts(word) ?? [word.slice(0, 6)]
}

function glossaryConcepts(word: string): string[] | undefined {
  for (let length = Math.min(word.length, 18); length >= 3; length--) {
    const stem = word.slice(0, length)
    const found = conceptsByStem.get(stem)
    if (found && (length > 4 || word.length === length || word === `${stem}s`)) return found
  }
  return undefined
}

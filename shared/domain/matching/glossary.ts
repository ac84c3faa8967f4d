// Words of peace, security and aid in English and French (with some Portuguese and German): stems to one concept.

/**
 * Each line is a concept and the folded stems that stand for it. A word takes the concept of its longest stem here;
 * `peace+keep` makes two concepts of one word. Vocabulary of S/2008/186, of the AU Commission's working languages and
 * of IATI sector names; stems of four letters or fewer must be the whole word.
 */
const lines = `
train: train formation former formacao ausbildung schulung fortbildung curso
course: course cours stage kurs lehrgang
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
prevent: prevent preventi pravention prevencao
conflict: conflict conflit konflikt conflito
resol: resol reglement beilegung
reconcil: reconcil versohnung
mine: mine mines antimine antimines demining deminage minenraum landmine
disarm: disarm desarm abrust
weapon: weapon arme armes arms armas waffen
smallarms: smallarms
light: legere legeres
small: petit petits calibre klein
human: human humain humains humaine menschen menschlich humanos
rights: right rights droit droits rechte menschenrecht direitos
law: law legal juridique juriste juristes loi droit rechts
justice: justice justiz judici judiciaire gericht
police: police policier policiere policial polizei
military: militar militaire
civil: civil civile civilian civils zivil
force: force forces streitkraft
standby: standby attente prepositionnee alerte
africa: africa african afrique africain africaine africana afrika afrikanisch
union: union uniao
commission: commission comissao kommission
community: communit communautaire communaute comunidade gemeinschaft
econom: econom wirtschaft
state: state states etat etats estados staat staaten
west: west ouest ocidental
east: east eastern est orientale
north: north nord norte
south: south southern sud sul australe
central: central centrale centrales zentral
develop: develop developpement desenvolvimento entwicklung
cooper: cooper kooper zusammenarbeit
organization: organi organizacao
international: international internacional
regional: region regional
national: national nacional
secretariat: secretar sekretariat
centre: center centre centro zentrum
office: office bureau escritorio buro
department: department departement dept ministry ministere ministerium ministerio
council: council conseil rat conselho
court: court cour tribunal
fund: fund fonds fundo funding finance financ financement finanz
support: support appui soutien apoio unterstutz assist aide hilfe foerder forder
strengthen: strengthen renforc reforc starkung verbesser improve improv amelior
capacity: capacit kapazitat
programme: program programm
project: project projet projeto projekt projeto vorhaben
equip: equip ausrust materiel material
supply: suppl provision fourniture fornecimento livraison deliver bereitstell
vehicle: vehicle vehicule veiculo fahrzeug
armoured: armoured armored blinde blindes
generator: generator groupe generateur
tent: tent tents tente tentes
camp: camp campement
computer: computer informatique ordinateur
communicat: communicat comunicac kommunikat transmission radio
logistic: logisti
engineer: engineer genie ingenieur ingenieurs
medical: medic medecin medizin sanitaire
evacuat: evacuat
health: health sante saude gesundheit
water: water eau agua wasser
educat: educat educac bildung scolaire school ecole escola schule
environment: environ ambiente umwelt
climate: clima klima
energy: energ energie erneuerbar
agricult: agricult agricol landwirtschaft
food: food aliment ernahrung
rural: rural landlich
forest: forest foret wald
biodivers: biodivers
conserv: conserv schutz protect protec
natural: natural naturel naturelle
resource: resource ressource ressourcen recurso
manage: manag gestion gestao verwalt
govern: govern gouvern gobern regierung governo
decentral: decentral dezentral
election: election elector elections wahl eleic
democra: democra demokra
corrupt: corrupt corrup antikorruption anticorruption
terror: terror antiterror
border: border frontiere frontieres frontalier grenz grenze fronteira
maritime: maritim
drug: drug drogue drogues stupefiant drogen
crime: crime criminal criminel criminalite kriminal
gender: gender genre geschlecht genero
women: women woman femme femmes feminin mulher mulheres frau frauen
sexual: sexuel sexual sexuell
violence: violen gewalt
child: child children enfant enfants crianca kinder kind
youth: youth jeune jeunes jeunesse jugend juvent
refugee: refug fluchtling
displaced: displaced deplace deplaces binnenvertrieben
return: return retour ruckkehr
humanitarian: humanit
emergency: emergen urgence urgences notfall
prepar: prepar
response: respons repons reaction antwort
disaster: disaster catastroph desastre katastroph
risk: risk risque risques risiko
early: early precoce fruh
warning: warning avertissement alarm
monitor: monitor surveill suivi observat uberwach
report: report rapport rapports berichterstatt etablissement
assess: assess evaluat bewertung
plan: plan plans planif planning planejamento planung
operation: operation operac einsatz
strateg: strateg
policy: polic politique politica politik politisch
reform: reform
sector: sector secteur setor sektor
exploit: exploit
integrat: integrat integre integree integr
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
technical: techni technisch
expert: expert fachkraft
advis: advis advice conseiller conseillers beratung berater consul
second: secondment detachement deploy deploi
personnel: personnel staff pessoal
officer: officer officier officiers offizier official officials responsable responsables agent agents fonctionnaire
analyst: analyst
leader: leader dirigeant
trainer: trainer formateur formateurs
senior: senior superieur
field: field terrain
headquarters: headquarter siege
rapid: rapid
deploy: deployment
stabil: stabil
reconstruct: reconstru relevement wiederaufbau
post: post apres
demobil: demobil
reintegrat: reintegr reinsertion
study: study studies etude etudes studie
lesson: lesson enseignement retour
evaluation: evaluation
lake: lake lac see
basin: basin bassin becken
gulf: gulf golfe
horn: horn corne
sahel: sahel sahelo
great: great grand grands
committee: committee comite ausschuss
group: group groupe gruppe
service: service services dienst
intelligence: renseignement renseignements intelligence
logbase: logbase
base: base
police+component: upf fpu
component: component composante composantes dimension
conduct: conduct deontologie
discipline: disciplin
finance+report: comptabilite
budget: budget haushalt
audit: audit
accounting: accounting comptable
human+resources: rh
fight: fight lutte combat combating countering counter contre bekampf
action: action actions
room: room salle
watch: watch veille situation
share: sharing partage echange exchange
information: information
stock: stock stockpile stocks
destruct: destruct
proliferat: proliferat
traffick: traffick trafic traite
ceasefire: ceasefire cessez
monitor+cease: verification
transition: transition
victim: victim victime
protection: protection
code: code codes
leadership: leadership
culture: cultur kultur
tourism: touris
industr: industr
statistic: statisti
parliament: parlement parliament
media: media medias medien
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

/** The concepts of a folded word: from the glossary by its longest stem, else its own first six letters. */
export function conceptsOf(word: string): string[] {
  for (let length = Math.min(word.length, 18); length >= 3; length--) {
    const found = conceptsByStem.get(word.slice(0, length))
    if (found && (length > 4 || length === word.length)) return found
  }
  return [word.slice(0, 6)]
}

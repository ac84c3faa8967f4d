// Words of peace operations, law, institutions, audiences and equipment, as the glossary reads them.

/** Concepts of one theme each; `readGlossary` says how an entry reads. */
export const wordsOfPeace: readonly string[] = [
  // Peace operations and what is done in them.
  `peace+keep: peacekeep friedenssicherung blauhelm casque. casco. capacete
peace+build: peacebuild friedensforder friedenskonsolid|peace paix paz frieden vrede pacifi سلام سلم
keep maintien manutencao mantenimiento حفظ|build consolida aufbau constru بناء|blue bleu blau azul azuis|helmet helm
security: secur safety safe surete. sicher seguranc segurid veiligheid امن|mission missao مهمه
mediat mediac mediad vermittl وساطه|diplomac diplomat دبلوماس|negotiat negoci verhandl تفاوض
facilitat: facilita ermoglich erleichter|wise sages sabios weisen|envoy enviado gesandt
prevent prevenc pravention prevenir vorbeug وقايه|conflict conflit konflikt نزاع|crisis crise krise ازم
resol reglement. beilegung تسويه|reconcil versohn مصالحه|dialog dialoog حوار
ceasefire cessez waffenruh waffenstillst وقف|agreement accord. acordo acuerdo abkomm vereinbar اتفاق
implement oeuvre. umsetz implant durchfuhr execut ejecuc تنفيذ|stabil استقرار|transition ubergang انتقال
reconstruct: reconstru relevement wiederaufbau recuperac recover retablis اعمار|post apres nach
return retour ruckkehr regreso عوده|demobil تسريح|disarm desarm abrust entwaffn نزع
reintegrat: reintegr reinsertion wiedereinglied reinserc ادماج|combatant combattant combatente kampfer مقاتل
mine antimin demin minenraum landmin minefield desminag لغم الغام
explosive explosif sprengst explosivo sprengmittel متفجر|ordnance munition munic|clearance depollut raumung limpeza
weapon arme arms armas waffen armament سلاح اسلح|small petit calibre klein pequen|light leger. legere leve ligera
stock. stockpil store. lagerbestand|destruct zerstor|mark marking marquage marcacao|trace. tracing tracage rastreio
early precoce fruh precoz مبكر|warning avertissement alarm. warnung alert انذار
standby attente prepositionnee bereitschaft|force streitkraft fuerza forca troop troupe truppe tropa قوه
battalion bataillon batalh|armed armee armado armada bewaffnet مسلح|army exercito ejercito heer جيش
military: militar militaire عسكر|civil zivil civico مدني|soldier soldat soldad جندي|veteran ancien.
defence defense defesa verteidig defensa دفاع|police policing policier polizei politie policia شرطه
police+component: upf fpu|component composante dimension|guard garde. wache حرس|patrol patrouil streife|crowd foule.
operation operac einsatz عمليات|deploy deploi entsend desplieg نشر|rapid schnell
exercise: exercis exercic ubung ejercic تمرين|command kommand comando قياده
headquarters: headquarter siege hauptquart sede مقر|field terrain campo.|conduct deontolog verhalten سلوك
exploit ausbeut|protection: protege protec schutz حمايه|watch veille. situation|room salle. sala
early+warning: earlywarning fruhwarn|threat menace bedroh amenaza|terror antiterror ارهاب|insurg rebel aufstandisch
kidnap enleve entfuhr|piracy pirat قرصن|maritime: maritim seeverkehr بحري|sea mer mar meer zee بحر
coast cote cotier kuste costa. costeir costier|navy marine. naval|vessel navire schiff navio buque
boat bateau barco boot قارب|border frontier frontalier grenz fronteir fronter حدود
customs douan alfandeg aduan zoll جمرك|immigrat einwander|smuggl contreband schmugg contraban تهريب
traffick trafic traite. اتجار|drug drogue stupefiant drogen droga مخدر|narcotic: narcot betaub
crime criminal criminel kriminal verbrech delito جريم|organized organise. organisee|cyber cibern سيبران
intelligence renseignement استخبار|drone drohn unmanned|reconnais aufklar|nuclear: nuclea nuklear
chemical: chimi chemi quimic|mandate: mandat ولايه|doctrine doktrin doutrin عقيده|concept. conceito concepto konzept
procedure prozedur verfahren procedimient اجراءات|directive direktiv richtlinie تعليمات|rotation rotac
contingency eventualit|withdraw abzug rueckzug retirada|handover ubergabe|memorandum
roster. fichier. reserve. standbylist|casualty casualties bless. verwund herid ferido|evacuat evakuier evacuac
rescue sauvetage rettung resgate rescate انقاذ|search rech suchen busqueda|fire incend brand. brande feuer
hazard. gefahr perigo peligro|genocid volkermord|hatespeech haine. hassrede hate|misinform desinform rumeur
demarcat bornage grenzmark|property propriet eigentum propried propiedad|inherit erbrecht heranca
dispute streit. litig disputa|arbitrat: schieds arbitra|juvenil minderjahr|accus beschuldig|trial. proces. prozess.
war guerre krieg guerra حرب|disappear disparu verschwund desaparec|militia miliz milicia|firearm feuerwaff
inspect: inspekt inspec|complian konform|licens licenc lizenz|permit. genehmig|passport reisepass pasaport
coastguard kustenwach gardescotes|illegal illicit ilicit غير|money geld argent. dinheiro dinero اموال
launder blanchi geldwasch lavado. branqueament غسل|asset. avoirs. vermogen activos|forgery fraud betrug
counterfeit contrefac falsific gefalscht|poach braconn wilder. wilderei|predeploy einsatzvorbereit
readiness. disponibilite. einsatzbereit|reimburs rembours erstatt reembols|roadmap fahrplan
indicator indicateur indikator indicador|target. cible. ziel ziele meta|objective objectif objetiv|peer pairs
best bonnes buenas boas|practice pratique praxis praktik pratica practica|experience: experienc erfahrung
challeng defi herausford desafio|opportunit chance. chancen oportun|solution losung soluc|cause. ursache causa
root racine wurzel|tension spannung tensoes|cohesion kohasion zusammenhalt coesao تماسك|trustbuild vertrau confianc
coexist cohabit convivenc|ethnic: ethni etnic|pardon amnest|promot|advoca plaidoy incidenc`,
  // Ranks, audiences and trades.
  `officer officier offizier official oficial responsable agent fonctionnaire beamt funcionari ضابط
commander commandant kommandeur comandant befehlshab|chief chef chefe|personnel staff pessoal mitarbeit effectif.
judge juge richter juiz juez magistrat قاض|prosecut procureur parquet staatsanwalt procurador fiscal.
lawyer avocat anwalt advogado abogad|investigat inquir enquet ermittl|forensic: forens medicoleg
observer observateur observador beobachter. مراقبين|planner planificateur
trainer formateur formador ausbilder instructor instructeur instrutor entrenad
advis advice consul conseiller beratung berater conselheir asesor مستشار|expert fachkraft perit خبير
specialist spezialist especialist|leader dirigeant lider fuhrungs|leadership|senior superieur hochrang
junior nachwuchs|paramedic: medics. sanitater sanitats|doctor medecin. arzt arzte medicos.
nurse infirmier krankenschwest enfermeir enfermer|midwife: midwi sagefem hebamme parteira
engineer genie. ingenieur engenh ingenier مهندس|pilot|journalis periodis|parliament parlement parlament برلمان
legislat gesetzgeb|deput abgeordnet diputad|ambassad embaix embaj botschaft|chief+tradition: chefferie|tradition
religi imam eglise church kirch igreja iglesia|volunt benevol freiwill|youth jeune jugend juvent joven شباب
women woman femme feminin mulher frau frauen vrouw mujer مراه نساء|girl fille. menina madchen ninas فتاه
men hommes hombre manner|child enfant crianca kinder kind infant nino طفل|gender genre geschlecht genero جنس
elderly aine altere idoso anciano|disab handicap behinder deficien discapac|minorit minderh|indigen autochton
widow veuv witw viuva viuda|orphan orphel waise orfa orfao huerfan|family: famil عايل|household menage. agregado hogar
student etudiant studierend estudant estudiant schuler|pupil eleve. aluno alumno
teacher enseignant lehrer professor docente maestro|farmer paysan bauern agricultor campesin
worker travailleur arbeiter trabalhador trabajador arbeitnehm|victim opfer vitima ضحايا
survivor survivant uberleb sobreviv|witness temoin zeug testig|detain detenu haftling
prison carcer penitenti gefangn strafvoll سجن|refugee: refug fluchtling vluchteling لاجي|asylum asile. asilo asyl
displaced: displac deplace binnenvertrieb desloc desplaz نازح|host accueil aufnahme acolh acogida
population bevolker poblac populac سكان|community: communit communaut comunidad comunit gemeinschaft gemeinde مجتمع
citizen citoyen burger cidada ciudadan مواطن|societ gesellschaft sociedad zivilgesell
partner counterpart partena parceir socios شريك|stakehold acteur. akteur actor
donor donateur bailleur doador donant geber مانح`,
  // Law, rights and the state.
  `human homme. people person pessoa leute humain menschen menschlich انسان
rights: right droits rechte direitos derechos حقوق|human+rights: menschenrecht
law rule legal juridi juriste loi droit rechts direito derecho gesetz lei ley leyes قانون
justice justiz judici justici gerechtigkeit عداله|court cour tribunal gericht محكمه محاكم|constitut verfassung دستور
election elector wahl eleic eleitor elecc انتخاب|vote voter. voting abstimm|campaign campagne kampagne campanh campana
ballot scrutin bulletin|democra demokra ديمقراط|govern gouvern gobern regierung حكوم
governance gouvernance gobernanza regierungsfuhr حوكم|decentral dezentral descentral لامركز|local lokal ortlich محل
municip commune. communal gemeinderat|district distrikt bezirk|public publique offentlich عام
administrat verwaltungs ادار|civilservice funktionar|reform اصلاح|sector secteur setor sektor
policy: polic politi سياس|regulat reglementat regulier|standard norme. norma|strateg استراتيج
framework cadre. rahmen quadro marco.|legislation rechtsvorschrift
corrupt: corrup korrupt antikorruption anticorruption فساد|integrity integrite integridad
accountab redevabil rechenschaft rendic مساءله|ombuds mediateur.|impunit straflos|truth verite. verdad wahrheit
reparat wiedergut|violation verletzung|discriminat diskrimin|slavery esclav sklav|torture folter
rape viol estupro vergewalt violacion|sexual sexuel جنسي|violence: violen gewalt عنف|harmful nocif nefast schadlich
mutilat fgm verstummel|marriage mariage casament matrimon heirat|equal egalit gleichstell gleichberech igual مساواه
empower autonomis empoder ermachtig تمكين|particip teilnahm teilhab beteilig|inclus inklus einbezieh شمول|memor gedenk
registr: enregist regist|birth naissanc geburt nasciment nacimient|citizenship nationalit staatsangehor
treaty treaties vertrag. tratado|sanction sanktion|responsib responsabil responsav verantwort
vulnerab schutzbedurft gefahrdet verletzlich|save lifesaving sauver lebensrett|individu personal. personlich einzeln`,
  // Africa, regions and institutions.
  `africa afrique afrika افريق|union uniao unie اتحاد|commission comissao kommission comision مفوضيه
committee comite ausschuss komitee|council conseil rat conselho consejo مجلس|secretariat: secretar sekretariat امانه
organization: organi منظم|office bureau escritorio buro oficina مكتب
department departement dept ministry ministere ministerium ministerio departament وزار|minister ministr وزير
agency agence agencia agentur|institut معهد|academ akadem|centre center centro zentrum centra مركز
unit unite einheit unidad|team equipe. einsatzteam|group gruppe grupo|force+group: einsatzgruppe
network reseau netzwerk rede|forum|conference konferenz موتمر|summit sommet gipfel cumbre cimeira
meeting reunion. reuniao treffen. sitzung اجتماع.|alliance allianz alianca alianza|federat bundes
state. etat staat estado. دول دوله|nation nacoes naciones امم|united unies unis unidas unidos vereint متحد
international internacional دولي|regional: region اقليم|national nacional وطن
crossborder transfrontal grenzuberschreit transfrontier|west western ouest ocidental occidental غرب
east eastern est oriental leste ostlich شرق|north nord norte شمال|south sud sul australe meridional sur جنوب
central zentral وسط|lake lac see seen lago بحير|basin bassin becken bacia cuenca|river fleuve fluss. rio riviere
gulf golfe golfo|horn corne. corno|great grand. grandes|island ile insel ilha isla
mountain montagn gebirge berge montanh|desert wuste|arab arabe arabisch عرب|europ|america ameriq amerik lateinamerik
caribb karib carai|mediterr mittelmeer|world monde. welt mundo mundial mondial عالم|brazil brasil bresil
turkey turkei turqu tuerkei|germany: allemagne allemand german deutsch alemania alemanha
spain espagn spanien espan spanish|sweden suede swedish suecia schwed|denmark danemark danish danois danisch
norway norveg norweg norueg|finland finnish|kingdom royaume konigreich reino. british britann|france frankreich
italy ital|japan japon|china chine chinois|india inde indien|chad tchad tschad|sudan soudan|lebanon liban|yemen jemen
iraq irak|egypt agypten egipt|morocco maroc marokk marruecos marrocos|cameroon cameroun kamerun|congo kongo
zimbabwe simbabwe|syria syri siria|ivory ivoire elfenbein marfil marfim|mozambi mosambik mocambi
ethiopia athiopien etiop|equatorial aquatorial|kenya kenia quenia|tanzania tansania|rwanda ruanda|uganda ouganda
guinea: guine|cape cabo|libya libye libia|greece grec griechenland|russia russ|poland pologn polen
hungary hongr ungarn|croatia kroat|cyprus chypre zypern|jamaica jamaika|moldova moldau
switzerland suisse schweiz suiza suica swiss|netherland niederland olland hollande|belgium belg
austria autrich osterreich|czech tscheche tcheq|mauritius maurice. mauricio|comoros: comor komoren|azerbai aserbai
kyrgyz kirgi|palestin palastin|zambia sambia|january: janvier januar janeiro enero
february: fevrier februar fevereiro febrero|mars march. marzo|april avril abril|june juin juni junho junio
july juillet juli julho julio|august aout agosto|october octobre oktober outubro octubre
december decembre dezemb diciembre|september septiembre setembro|november noviembre`,
  // Equipment, logistics and works.
  `vehicle veiculo fahrzeug vehicul مركب|armoured armored blinde gepanzert blindad|truck camion lastwagen caminh
motorcycl motorrad motocicl moto|ambulanc krankenwagen|helicopt hubschraub|aircraft avion flugzeug aeronav
aviation luftfahrt aviac|air aerien luft aereo|airlift lufttransp aerotransport|airport aeroport aeropuert flughaf
movement mouvement moviment beweg|transport verkehr نقل|logistic: logisti لوجست
generator generateur gerador stromerzeug|tent tente. zelt tenda. carpa.|camp campement lager. acampament campament
shelter abri unterkunft abrigo albergue notunterk|accommod hebergement aloj
warehouse entrepot armazem almacen lagerhaus lagerung storage stockage armazen
computer informatique ordinateur computador rechner ordenador|server serveur servidor|software logiciel
internet breitband broadband connectiv konnektiv|radio. funk funkgerat
communicat comunicac kommunikat transmission communicac اتصال|kit set|mask masque maske mascar
bodyarmour gilet. schutzweste|fuel carburant combusti kraftstoff treibstoff|ration. racao|spare ersatzteil rechange
workshop+repair: garage werkstatt|repair reparier repara|laborator labor. labore labo|bridge pont brucke ponte puente
road route. strasse estrada carretera weg طريق|rail eisenbahn ferroviar schiene ferrocarr bahn
port porto. hafen puerto haven|infrastruct: infrastr infraestr بنيه|building batiment gebaude edific
house. housing logement wohnung wohnraum wohn habitac vivienda moradi
city cities urban ville. stadt kommun cidade ciudad|slum bidonv elendsviert|village dorf dorfer aldeia aldea
rural landlich|land terre. foncier terra. tierra|territor gebiet`,
  // Institutions, programmes and money.
  `charter charte. carta. satzung|protocol protokoll|declaration|assembly: assembl versammlung asambl|senate: senat
executive exekutiv|inspectorate|observatory observatoir beobachtungsst|foundation fondation stiftung fundac
association verein verband associac asociac|ngo ong osc cso|syndicat gewerkschaft sindicat
facility: facilit mechanism mecanism fazilitat facilidad|pool pooled|account. compte konto cuenta conta.
treasury tresor tesour|tender. offres ausschreib|domestic interne. inland
foreign etrang ausland auswart extranj estrang|core kernbeitrag|scale. echelle
design konzeption conception gestaltung diseno|feasib faisab machbark viabil|start. starting demarrage beginn inicio
closing cloture. abschluss cierre|continu fortfuhr fortsetz weiterfuhr poursuite|addition zusatzlich adicional
term terme frist prazo plazo|annual annuel jahrlich jahres anual|month. mois monat mes meses|day jour dia tag tage
year annee jahr jahre ano|new nouveau nouvelle neue neuer novo nova nuevo nueva|high haut haute hoch hohe alto alta
level niveau ebene nivel|open ouvert offen abert abiert|free gratuit kostenlos|special spezial
general generaux generell geral allgemein|specific spezifisch|focus schwerpunkt highlight|area domaine bereich zona
corridor korridor corredor`,
]

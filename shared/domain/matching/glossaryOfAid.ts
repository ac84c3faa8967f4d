// Words of capacity building, humanitarian action, health, environment and the economy, as the glossary reads them.

/** Concepts of one theme each; `readGlossary` says how an entry reads. */
export const wordsOfAid: readonly string[] = [
  // Ways of working: capacity, knowledge, management.
  `train formation former formacao ausbildung schulung fortbildung curso formacion weiterbild entrena تدريب
course cours. stage. kurs lehrgang cursos دوره|workshop atelier seminar seminaire taller ورشه ورش
internship praktikum praktikant estagi pasant|mentor tutorat|capacity: capabil capacit kapazit capacid قدر
strengthen renforc reforc starkung starke. verstark fortalec verbesser improv amelior melhor mejor enhanc تعزيز
skill competenc fertigkeit habilid fahigkeit kompetenz مهار|curricul lehrplan|lesson enseignements. lehren. leccion
learn apprent lernen aprend تعلم|knowledge connaissance savoir wissen conheciment conocimient معرف
awareness sensibil bewusstsein aufklarungs conscienti توعيه
educat educac enseignement bildung schulbildung scolari تعليم|school scolaire ecole escola escuel schul مدرس
university: universit hochschul جامع|scholarship bourse. stipend bolsa. beca منح|fellowship boursier
literac alphabet analphabet alfabet|primary primaire primari grundschul|secondary secondaire secundari sekundar
tertiary superieure.|kindergart prescolair preschool|vocation professionnel beruflich berufs profissional
technical: techni فن|technolog تكنولوج|scien wissenschaft cienc|research recherche forschung pesquis investigac بحث
digital numeri رقم|data donnee daten dados datos بيان|information معلوم|statistic: statisti estatis estadis احصا
census volkszahl censo recens|survey sondage umfrage inquerit encuest|map mapping cartograph kartier cartograf
study etude studie estudo estudio|assess evaluat bewertung avalia diagnos تقييم|evaluation
monitor suivi. surveil uberwach vigilan observ verif seguimient مراقب
report rapport berichterstatt relatorio informe. تقرير تقارير|review revue. revis uberpruf examen
plan planif planning planejament planung planeam تخطيط|project projet projekt vorhaben proyect مشروع
programme: program برنامج|initiative iniciativ|activ aktiv|pilot+project: pilotprojekt pilotvorhaben
manage: manag gestion gestao verwalt gestor اداره|coordin koordin تنسيق|cooper kooper zusammenarbeit تعاون
liaison verbindung enlace ligacao|share sharing partage echange exchange austausch intercambi partilh
integrat: integr mainstream
support aid help appui. soutien apoio apoyo unterstutz assist aide ajuda ayuda hilfe foerder forder promo steun دعم
supply: suppl provision provid bereitstell fourniture fornecim livraison deliver liefer versorg suministr abastec entrega توفير
distribut: distribu verteil|procure anschaff beschaff aquisic adquisic compra. achat. purchas kauf ankauf شراء
maintenance entretien wartung instandhalt mantenimient|rehabil renov sanierung
equip ausrust materiel material ausstatt مواد|resource ressource recurso موارد|result ergebnis نتايج
quality: qualit calidad جود|needs. besoin bedarf bedurf necessid necesid|gap lucke lacun|impact auswirk wirkung
risk risque risiko riesgo risco خطر|emergency: emergenc urgenc notfall nothilf soforthilf noodhulp طواري
prepar vorbereit استعداد|response: respons repons reaction antwort reakti respuest استجاب
mitigat attenu milder eindamm abmilder|resilien widerstands صمود|adapt anpass تكيف|measure mesure. massnahme medida
action acao aktion accion|fight anti against lutte. combat counter contre bekampf lucha gegen. gegenmass مكافح
reduc reduir verringer reduzi|increas augment erhoh aument|access: acces zugang|effect wirksam efica effica
efficien effizien|sustain durabl nachhalt sustent sosten duurza|expan extension. ausbau erweiter ampli
rapid+response: schnellreakt|senior+leader: fuhrungskraft|second: secondment disposition. detachement abordn secondee
recruit recrut rekrut einstell|salar gehalt sueldo|pay paiement zahlung pagament pago payment
pension rente. renten retrait|audit تدقيق|accounting accountan comptab buchhalt contabil
budget haushalt orcament presupuest ميزان|fund fonds fundo funding financ finanz fondo تمويل
grant subvent zuschuss subvenc منحه|donat don spende doac donac|loan pret darlehen emprestim prestam قرض
debt dette schulden divida deuda|guarant garant burgschaft|insur assuran versicher seguro.|invest استثمار
bank banque banco بنك|microfinanc mikrofinanz mikrokredit microcredit|saving epargne sparen poupanc ahorro
remittanc rimess uberweis remess|tax taxe steuer impot imposto impuest ضريب|revenue recette einnahm receit ingres
expendit depense ausgab despes gasto|price prix preis preco precio|cost frais. cout kosten custo. costo.
contribution: beitrag contribu|commit engagement verpflicht compromis|trust. fiduciair treuhand fideicom
affect betroff touche. afect|consequence: consequen consecuen folge. folgen|disburs decaiss auszahl desembols
cover couvr abdeck cobertura|body bodies organe. organs orgao organos|spread propagation ausbreit verbreit propagac`,
  // Humanitarian action, health, food and water.
  `humanitarian: humanit انساني|relief secours socorr اغاثه|disaster catastroph desastre katastroph ramp sinistr كوارث
flood inondat uberschwemm hochwass inundac فيضان|drought secheress durre. seca sequia جفاف
cyclon zyklon hurric wirbelsturm|earthquak erdbeb seisme terremot terramot|locust criquet heuschreck langost gafanhoto
famine hunger fome hambre|food aliment ernahr nahrung lebensmittel comida غذاء|nutrition nutric تغذي
feeding cantine schulspeis|malnutri mangelernahr unterernahr desnutric
health sante. saude gesundheit salud sanitair zdrow صحه|medical: medic medecine medizin طبي
sanitation: sanit assainissement abwasser saneam صرف|clinic klinik policlini poliklini
hospital hopita krankenhaus مستشف|pharma arzneimittel farmac|medicament medikament
vaccin vakzin impf vacin vacun immuni لقاح|malaria palud ملاريا|hiv vih aids sida|ebola|covid corona. coronav
disease maladie krankheit doenca enfermed مرض|infect infekt ansteck|outbreak flambee ausbruch
matern mutter. muetter madre. mere|newborn neonat neugebor|reproduct reprodukt fortpflanz|contracept verhutung
mental. mentale psych psico|blind. aveugl cego ciego|cancer krebs. onkolog|surgery surgic chirurg cirurg
treatment behandl tratament|care soins pflege cuidad|test testing depistag testung|diagnostic diagnostik|hygien نظاف
water eau eaux agua wasser مياه|drinking potabl trinkwass|wells puits brunnen pozo poco|borehole forage bohrloch furo
irrigat bewasser irrigac regadi|drainage entwasser|waste dechet abfall residu lixo mull نفاي
pollut verschmutz contamin kontamin`,
  // Environment, energy and the economy.
  `environment: environ ambiente umwelt medioambi بييه|climate: clima klima مناخ|weather meteo wetter|carbon kohlenst
emission: emiss treibhaus|green. vert verte grun verde.|ecolog okolog ecosyst okosyst|conserv naturschutz preserv
natural: natur|wildlife faune. wildtier fauna.|park parc naturpark parque|forest foret wald floresta bosque
tree arbre baum baume arvore arbol|soil sol boden solo suelo|energy: energ طاقه
renewable renouvel erneuerb renovav renovabl|solar solair photovolt|wind eolien windkraft windpark|hydro wasserkraft
electric elektri stromvers strom. eletric|grid stromnetz|petrol oil erdol mineralol|gas gaz erdgas
coal charbon kohle. carvao|cook cooking cuisson kochen fogao estufa|mining minier bergbau minerac mineria
diamond diamant|gold|extract extraktiv extrativ|agricult agricol landwirtschaft agrar زراع
crop cultivo ernte. recolt harvest colheit cosech|seed semence saatgut semente semill|fertili engrais dung dunger adub
pest schadling praga plaga ravageur|livestock betail elevage viehzucht pecuar ganader gado viehwirt ماشيه
animal tier tiere|veterin tierarzt|cattle boeuf rind rinder|poultry volaill gefluge avicol|pastoral hirten
fish fisher pech peche pescad pesca. fischer صيد|aquacult aquakult aquicult|coffee cafe kaffee|cocoa cacao kakao
rice riz reis arroz|cotton coton baumwoll algod|sugar sucre. zucker acucar azucar|dairy laitier milch leite leche lait
valuechain wertschopf|value valeur. wert valor|chain kette cadeia cadena|econom wirtschaft اقتصاد
growth croissance wachstum crescim crecim|develop desenvolv entwickl desarroll ontwikkel تنميه
poverty poor poorest pauvre armut armen. armst pobrez فقر|income einkomm renda.|livelihood lebensgrund subsist
trade commerc handel comerc تجار|import. einfuhr|market marche. markt mercad|competiti wettbewerb concurren
enterprise entreprise unternehm empresa business negocio geschaft sme pme kmu kkmu msme pyme منشات
entrepren unternehmensgr emprend|private: prive. privee privat|company. companies|cooperativ genossensch kooperativ
industr صناع|manufact verarbeit|product produz produk انتاج|craft. artisan handwerk artesan
employ emploi beschaftig emprego empleo arbeitsplatz تشغيل|labour arbeits travail. trabalho. trabajo.
unemploy chomage arbeitslos desemprego desempleo|social sozial sociais اجتماعي|welfare wohlfahrt bienetre bienestar
cash cashtransfer bargeld numerario especes|transfer ubertrag|safetynet: filet.|tourism: touris turism
culture: cultur kultur ثقاف|heritage patrimoine kulturerb patrimon|language langue sprache lingua. idioma linguist
sport|music musik|library bibliot|media medien medios اعلام|broadcast rundfunk radiodif|press. presse. prensa imprens
freedom liberte liberdad libertad freiheit|migrat migrac هجر|visit besuch|event. evenement veranstalt evento
travel voyage. reise. reisen viaj|service: servic dienst خدم|basic grund. grundlegend essentiel elementar
guide leitfaden leitlin guia|manual handbuch manuel.|portal portail|platform plattform plataform plateforme
website siteweb webseite|online enligne|base|space. raum espac|document dokument|record. dossier
statement erklar declarac declarat|status statut|form formulair formular|west+africa: westafrik|east+africa: ostafrik
south+africa: sudafrik|north+africa: nordafrik|health+care: healthcare gesundheitsvers|social+econom: socioecon`,
  // Health, food and education in more words.
  `communicable ubertragbar transmiss|chronic: chron|measles rougeole masern|polio. poliomy|oxygen oxigen sauerstoff
ventilat beatmung respirat|surgical|protection+equip: ppe|disinfect desinf|soap savon seife sabao jabon|toilet latrin
antenatal prenatal|obstetric geburtshilf|breastfeed allait stillen lactan|supplement|school+feeding: schulernahr
grain cereal getreide grano|vegetabl gemuse legum hortali|horticult gartenbau maraich|plastic plastik kunststoff
toxic toxi|ocean meeres|wetland feuchtgebiet humedal|watershed wassereinzug|groundwater grundwasser
dam barrage staudamm presa.|desalin entsalz|glacier gletscher|season saison estac|rain pluie regen. lluvia chuva
mechaniz mechanisier mechanisat mecaniz|restor wiederherstell restaur|reforest reboise aufforst|plantation
processing weiterverarb verarbeitung|certif zertifi|accredit akkredit|standardi|phytosanit pflanzenschutz
plant. pflanz planta|inputs intrants betriebsmittel|cadastr kadaster katast|resettle reinstall umsiedl reasent
homeless obdachlos|street. rue strassenkind calle. rua|neighbo quartier barrio viertel|exam prufung
dropout decroch abandon|adolesc ergensalter|debate debatt|artificial kunstlich|data+base: datenbank
geospat geograph geodat|fertility|ageing alterung envelhec|trafficked|childlabour kinderarbeit
soldier+child: kindersoldat|lgbt lgbti lgbtq`,
]

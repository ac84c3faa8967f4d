// Names that States go by beside those of the CLDR: adjectives, official and former names, agencies that speak for them.
import { foldText } from './foldText.ts'

// ISO 3166-1 alpha-2, the members of the United Nations, its observers, and Taiwan and Kosovo, which give aid as well.
const codes =
  `AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM
  CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU
  ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML
  MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA RO RS RU RW SA SB SC SD SE
  SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS XK YE ZA
  ZM ZW`.split(/\s+/)

// Folded; after the stroke its agencies. Agencies: OECD DAC list of bilateral donors, and their former names. The Union of Europe gives like a State, by
// its Commission, the Commission's directorates, and funds of its own.
const lines = `
AE|uae|emirati
AF|afghan
AL|albanian
AM|armenian
AO|angolan|angolais
AR|argentine|argentinian
AT|austrian|autrichien/ada|austrian development agency
AU|australian|australien/ausaid|dfat
BD|bangladeshi
BE|belgian|belge/enabel|btc|ctb|dgd|directorate general development cooperation and humanitarian aid
BF|burkinabe
BG|bulgarian
BI|burundian|burundais
BJ|beninese|beninois
BR|brazilian|bresilien/abc|brazilian cooperation agency
BW|botswanan
CA|canadian|canadien/cida|dfatd|acdi|gac|global affairs canada|affaires mondiales canada
CD|democratic republic of the congo|democratic republic of congo|congo democratic republic|dr congo|drc|republique democratique du congo|rdc|congolese|congolais|republica democratica do congo
CF|car|rca|centrafrique
CG|congo|republic of the congo|republic of congo|republique du congo|congo brazzaville
CH|swiss|helvetique|swiss confederation|confederation suisse/sdc|ddc|cosude|deza|fdfa|dfae|seco|swiss agency for development and cooperation|direction du developpement et de la cooperation
CI|cote d ivoire|ivory coast|ivorian|ivoirien
CM|cameroonian|camerounais
CN|chinese|chinois|people s republic of china|peoples republic of china|republique populaire de chine|prc/cidca
CV|cabo verde
CY|cypriot
CZ|czech|czech republic|tcheque/czech development agency
DE|german|allemand|deutsch|deutschland|bundesrepublik deutschland/bmz|kfw|auswartiges amt|federal foreign office|bundesministerium fur wirtschaftliche zusammenarbeit und entwicklung
DJ|djiboutian
DK|danish|danois/danida
DZ|algerian|algerien
EE|estonian
EG|egyptian|egyptien
ER|eritrean
ES|spanish|espagnol/aecid|aeci|cooperacion espanola|agencia espanola de cooperacion internacional para el desarrollo
ET|ethiopian|ethiopien
EU|eu|ue|european union|union europeenne|uniao europeia|union europea|europaische union|الاتحاد الاوروبي|european communities/european commission|commission europeenne|comissao europeia|europaische kommission|african peace facility|facilite de paix pour l afrique|european peace facility|facilite europeenne pour la paix|devco|intpa|europeaid|europe aid|european development fund|eu trust fund for africa
FI|finnish|finlandais
FR|french|francais|francaise/afd|mae|maedi|meae|agence francaise de developpement|expertise france
GA|gabonese|gabonais
GB|uk|great britain|britain|grande bretagne|united kingdom of great britain and northern ireland|royaume uni de grande bretagne et d irlande du nord|british|britannique|united kingdom/dfid|fco|fcdo|department for international development|conflict stability and security fund|cssf
GH|ghanaian|ghaneen
GM|gambian|the gambia
GN|guinean|guineen
GR|greek|hellenic/hellenic aid
GW|guinea bissau|guinee bissau|guine bissau
HU|hungarian
ID|indonesian
IE|irish|irlandais/irish aid
IN|indian|indien
IR|islamic republic of iran
IS|icelandic/iceida
IL|israeli/mashav
IT|italian|italien/aics|agenzia italiana per la cooperazione allo sviluppo
JO|jordanian
JP|japanese|japonais/jica|japan international cooperation agency
KE|kenyan
KP|democratic people s republic of korea|dprk
KR|republic of korea|korea|korean|republique de coree|coree|rok/koica|korea international cooperation agency
KW|kuwaiti/kuwait fund|kuwait fund for arab economic development
LA|lao people s democratic republic|lao pdr
LR|liberian
LU|luxembourgish/luxdev|lux development
LY|libyan|libyen|libyan arab jamahiriya
MA|moroccan|marocain
MD|republic of moldova
MG|malagasy|malgache
MK|macedonia
ML|malian|malien
MM|burma
MR|mauritanian
MU|mauritian
MW|malawian
MZ|mozambican
NA|namibian
NE|nigerien
NG|nigerian
NL|dutch|neerlandais|holland|nl|the netherlands|pays bas/buza|minbuza|rvo|netherlands enterprise agency
NO|norwegian|norvegien/norad
NP|nepali|nepalese
NZ|new zealand/nzaid
PH|philippine|filipino
PK|pakistani
PL|polish|polonais/polish aid
PS|palestine|palestinian|state of palestine
PT|portuguese|portugais/camoes|instituto camoes|ipad
QA|qatari/qatar fund for development|qffd
RO|romanian
RU|russian|russe|russian federation|federation de russie
RW|rwandan|rwandese|rwandais
SA|saudi/saudi fund for development|ksrelief|king salman humanitarian aid and relief centre
SD|sudanese|soudanais
SE|swedish|suedois/sida|asdi|swedish international development cooperation agency
SI|slovenian
SK|slovak|slovak republic/slovakaid
SL|sierra leonean
SN|senegalese|senegalais
SO|somali|somalian|federal republic of somalia
SS|south sudanese
SY|syrian|syrian arab republic
SZ|swaziland
TD|chadian|tchadien
TG|togolese|togolais
TH|thai
TL|east timor
TN|tunisian|tunisien
TR|turkey|turkish|turc|turkiye|turquie/tika|afad
TW|republic of china|taiwanese
TZ|tanzanian|united republic of tanzania
UA|ukrainian
UG|ugandan|ougandais
US|usa|us|u s|u s a|united states|united states of america|american|americain|etats unis d amerique/usaid|africom|united states africa command|united states agency for international development|u s agency for international development|us agency for international development|department of state
VA|holy see
VE|bolivarian republic of venezuela
VN|viet nam|vietnamese
YE|yemeni
ZA|south african|sud africain
ZM|zambian|zambien
ZW|zimbabwean
`

// Of the languages that rows are written in; what Node's own CLDR calls a State is not repeated above.
const languages = ['en', 'fr', 'pt', 'ar', 'es', 'de', 'nl']

const namesOfCldr = (): [string, string][] =>
  languages.flatMap((language) => {
    const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    return codes.flatMap((code) => spellingsOf(regions.of(code) ?? '').map((name): [string, string] => [code, name]))
  })

// `Bosnia & Herzegovina`, `Congo - Kinshasa`, `Myanmar (Burma)`.
const spellingsOf = (name: string): string[] =>
  [name.replaceAll('&', ' and '), name, name.replace(/\(.*\)/, '')].map(foldText).filter((text) => text.length > 2)

// French adjectives agree: `italien`, `italienne`.
const withFeminine = (name: string): string[] =>
  /^[a-z]{4,}(?:ais|ois|ain|and|ol)$/.test(name)
    ? [name, `${name}e`]
    : /(?:ien|een)$/.test(name)
      ? [name, `${name}ne`]
      : [name]

const pairsOf = (part: 'names' | 'agencies'): [string, string][] =>
  lines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [names = '', agencies = ''] = line.split('/')
      const own = part === 'names' ? names.split('|').slice(1).flatMap(withFeminine) : agencies.split('|')
      return own.filter((name) => name !== '').map((name): [string, string] => [line.slice(0, 2), name])
    })

/** Every pair of an ISO 3166-1 code (`EU` for the European Union) and a folded name or adjective; own ones stand last and win. */
export const namesOfStates = (): [string, string][] => [...namesOfCldr(), ...pairsOf('names')]

/** The same of agencies and other voices of a State, which are not the State. */
export const agenciesOfStates = (): [string, string][] => pairsOf('agencies')

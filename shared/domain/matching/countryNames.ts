// Names that a State goes by as a partner: English, French, adjectives, and the agencies that speak for it.

// ISO 3166-1 code, then folded names and agencies. Agencies: OECD DAC list of bilateral donors, and their former names.
const lines = `
AT|austria|autriche|austrian|ada
AU|australia|australie|australian|ausaid|dfat
BE|belgium|belgique|belgian|belge|enabel|btc
CA|canada|canadian|canadien|cida|dfatd|acdi|global affairs canada|affaires mondiales
CH|switzerland|suisse|swiss|swiss confederation|sdc|deza|fdfa|seco
CN|china|chine|chinese|people republic of china|prc
CZ|czech republic|czechia|tchequie
DE|germany|allemagne|german|bmz|deutschland|kfw
DK|denmark|danemark|danish|danida
ES|spain|espagne|spanish|aecid
EE|estonia|estonie
FI|finland|finlande|finnish
FR|france|french|francaise|afd|mae|meae|agence francaise de developpement
GB|united kingdom|uk|great britain|royaume uni|british|dfid|fco|fcdo|foreign commonwealth and development office|foreign and commonwealth office|department for international development
GR|greece|grece|greek
HU|hungary|hongrie
IE|ireland|irlande|irish|irish aid
IN|india|inde|indian
IT|italy|italie|italian|aics
JP|japan|japon|japanese|jica
KR|republic of korea|korea|south korea|coree|korean|koica|rok
LU|luxembourg|luxdev
NL|netherlands|pays bas|dutch|nl|buza
NO|norway|norvege|norwegian|norad
NZ|new zealand|nouvelle zelande
PL|poland|pologne|polish
PT|portugal|portugaise|portuguese|camoes
RU|russia|russian federation|russie|federation de russie
SE|sweden|suede|swedish|suedois|sida
TR|turkey|turquie|turkiye|turkish|tika
US|united states|united states of america|usa|us|u s|u s a|etats unis|etats unis d amerique|american|usaid|africom
BR|brazil|bresil|brazilian|abc
AE|united arab emirates|emirats arabes unis|uae
QA|qatar
SA|saudi arabia|arabie saoudite
KW|kuwait|koweit
ZA|south africa|afrique du sud|south african
DZ|algeria|algerie|algerian
AO|angola
BJ|benin
BW|botswana
BF|burkina faso
BI|burundi
CM|cameroon|cameroun
TD|chad|tchad
CG|congo
CD|democratic republic of the congo|dr congo|drc|republique democratique du congo|rdc
DJ|djibouti
EG|egypt|egypte|egyptian
ER|eritrea|erythree
ET|ethiopia|ethiopie|ethiopian
GA|gabon
GM|gambia|gambie
GH|ghana|ghanaian
GN|guinea|guinee
GW|guinea bissau|guinee bissau
CI|cote d ivoire|ivory coast
KE|kenya|kenyan
LS|lesotho
LR|liberia
LY|libya|libye
MG|madagascar
MW|malawi
ML|mali
MR|mauritania|mauritanie
MU|mauritius|maurice
MA|morocco|maroc
MZ|mozambique
NA|namibia|namibie
NE|niger
NG|nigeria|nigerian
RW|rwanda
SN|senegal
SL|sierra leone
SO|somalia|somalie
SS|south sudan|soudan du sud
SD|sudan|soudan
TZ|tanzania|tanzanie
TG|togo
TN|tunisia|tunisie
UG|uganda|ouganda
ZM|zambia|zambie
ZW|zimbabwe
`

const countryByName = new Map<string, string>()
const namesByCountry = new Map<string, string[]>()
for (const line of lines.trim().split('\n')) {
  const [code = '', ...names] = line.split('|')
  namesByCountry.set(code, names)
  for (const name of names) countryByName.set(name, code)
}

/** The folded names, adjectives and agencies of a State (ISO 3166-1 alpha-2). */
export const stateNamesOf = (country: string): readonly string[] => namesByCountry.get(country) ?? []

// What stands beside a State's name when the State itself is meant.
const officialWords = new Set(
  `government gouvernement govt gov kingdom royaume republic republique federal federale federative confederation
  confederation democratic people peoples state department ministry ministere ministerium mfa maf foreign affairs
  affaires etrangeres etranger office auswartiges amt embassy ambassade delegation agency agence cooperation
  development developpement defence defense aid minister trade economic international of the de la le du des d l and et
  for zaken van buitenlandse ministerie bundesministerium fur`.split(/\s+/),
)

/**
 * The State (ISO 3166-1 alpha-2) that a folded organization name stands for: `kingdom of norway`, `danida`,
 * `france mae`; null for `save the children uk`, which is no State.
 */
export function stateOf(folded: string): string | null {
  const words = folded.split(' ').slice(0, 12)
  const states = new Set<string>()
  for (let at = 0; at < words.length;) {
    const length = nameLengthAt(words, at)
    if (length > 0) states.add(countryByName.get(words.slice(at, at + length).join(' ')) ?? '')
    else if (!officialWords.has(words[at] ?? '')) return null
    at += Math.max(1, length)
  }
  const [only] = states
  return states.size === 1 && only ? only : null
}

function nameLengthAt(words: readonly string[], at: number): number {
  for (let length = Math.min(6, words.length - at); length > 0; length--) {
    if (countryByName.has(words.slice(at, at + length).join(' '))) return length
  }
  return 0
}

// Cities where African peace and security work meets: capitals and seats of institutions, with their country.

// ISO 3166-1 code, then city names in English; foldCity brings French spellings to them. Names that are also words,
// persons or countries of a title (Victoria apart, a seat of the region) are left out: Male, Nice, Georgetown, Kuwait.
const lines = `
AO luanda huambo benguela|BF ouagadougou bobo-dioulasso|BI bujumbura gitega|BJ cotonou porto-novo parakou
BW gaborone francistown|CD kinshasa goma lubumbashi bukavu kisangani bunia kananga|CF bangui bambari|CG brazzaville
CI abidjan yamoussoukro bouake|CM yaounde douala garoua maroua|CV praia|DJ djibouti|DZ algiers oran constantine
EG cairo alexandria aswan sharm-el-sheikh|ER asmara|ET addis-ababa bishoftu bahir-dar mekelle dire-dawa hawassa
GA libreville|GH accra kumasi tamale|GM banjul|GN conakry nzerekore|GQ malabo|GW bissau|KE nairobi mombasa nakuru kisumu
KM moroni|LR monrovia|LS maseru|LY tripoli benghazi misrata|MA rabat casablanca marrakesh tangier fez
MG antananarivo|ML bamako gao timbuktu koulikoro menaka|MR nouakchott nouadhibou|MU port-louis|MW lilongwe blantyre
MZ maputo nampula pemba beira|NA windhoek walvis-bay|NE niamey agadez zinder diffa
NG abuja lagos kaduna maiduguri calabar port-harcourt jos|RW kigali musanze|SC victoria
SD khartoum nyala el-fasher port-sudan|SL freetown|SN dakar thies saint-louis|SO mogadishu hargeisa garowe kismayo baidoa
SS juba malakal bentiu wau|SZ mbabane manzini|TD ndjamena abeche|TG lome kara|TN tunis sfax
TZ dar-es-salaam dodoma arusha zanzibar|UG kampala entebbe jinja gulu
ZA pretoria johannesburg cape-town durban midrand|ZM lusaka ndola|ZW harare bulawayo mutare
AE abu-dhabi dubai|AF kabul kandahar herat|AL tirana|AM yerevan|AR buenos-aires|AT vienna|AU canberra sydney melbourne
AZ baku|BA sarajevo|BD dhaka chittagong|BE brussels bruges|BG sofia|BO la-paz cochabamba|BR brasilia rio-de-janeiro
CA ottawa montreal toronto|CH geneva bern zurich|CL santiago|CN beijing shanghai|CO bogota medellin cali|CR san-jose
CU havana|CY nicosia|CZ prague|DE berlin bonn hamburg munich frankfurt eschborn|DK copenhagen|DO santo-domingo
EC quito guayaquil|EE tallinn|ES madrid barcelona|FI helsinki|FJ suva|FR paris lyon strasbourg marseille
GB london edinburgh manchester|GE tbilisi|GR athens|GT guatemala-city|HN tegucigalpa|HR zagreb|HT port-au-prince
HU budapest|ID jakarta|IE dublin|IL jerusalem tel-aviv|IN new-delhi mumbai kolkata|IQ baghdad mosul basra erbil
IR tehran|IT rome turin milan vicenza brindisi|JM kingston|JO amman|JP tokyo hiroshima|KG bishkek|KH phnom-penh
KP pyongyang|KR seoul|KZ astana almaty|LA vientiane|LB beirut|LK colombo|LT vilnius|LV riga|MD chisinau
MK skopje|MM yangon|MN ulaanbaatar|MX mexico-city|MY kuala-lumpur|NI managua|NL the-hague amsterdam rotterdam
NO oslo|NP kathmandu|NZ wellington|OM muscat|PE lima|PG port-moresby|PH manila|PK islamabad karachi lahore peshawar
PL warsaw|PS ramallah gaza-city|PT lisbon|PY asuncion|QA doha|RO bucharest|RS belgrade|RU moscow|SA riyadh jeddah
SE stockholm|SI ljubljana|SK bratislava|SV san-salvador|SY damascus aleppo|TH bangkok|TJ dushanbe|TL dili
TR ankara istanbul gaziantep|UA kyiv lviv kharkiv odesa|US new-york washington|UY montevideo|UZ tashkent
VE caracas|VN hanoi|XK pristina|YE sanaa aden
`

/** Cities as written here, with their ISO 3166-1 alpha-2 country. */
export const citiesByCountry: [string, string][] = lines
  .trim()
  .split(/[|\n]/)
  .flatMap((entry) => {
    const [country = '', ...cities] = entry.split(' ')
    return cities.map((city): [string, string] => [city.replaceAll('-', ' '), country])
  })

// Cities where African peace and security work meets: capitals and seats of institutions, with their country.

// ISO 3166-1 code, then city names in English; foldCity brings French spellings to them.
const lines = `
AO luanda|BF ouagadougou|BI bujumbura gitega|BJ cotonou porto-novo|BW gaborone|CD kinshasa goma lubumbashi bukavu
CF bangui|CG brazzaville|CI abidjan yamoussoukro|CM yaounde douala|CV praia|DJ djibouti|DZ algiers oran|EG cairo alexandria
ER asmara|ET addis-ababa bishoftu|GA libreville|GH accra|GM banjul|GN conakry|GQ malabo|GW bissau
KE nairobi mombasa nakuru|KM moroni|LR monrovia|LS maseru|LY tripoli benghazi|MA rabat casablanca marrakesh
MG antananarivo|ML bamako gao timbuktu|MR nouakchott|MU port-louis|MW lilongwe blantyre|MZ maputo nampula|NA windhoek
NE niamey agadez|NG abuja lagos kaduna maiduguri|RW kigali|SC victoria|SD khartoum nyala el-fasher|SL freetown
SN dakar thies|SO mogadishu hargeisa garowe kismayo|SS juba malakal|SZ mbabane manzini|TD ndjamena abeche|TG lome kara
TN tunis|TZ dar-es-salaam dodoma arusha|UG kampala entebbe jinja|ZA pretoria johannesburg cape-town durban midrand
ZM lusaka|ZW harare bulawayo|CH geneva|BE brussels|US new-york washington|SE stockholm|FR paris|GB london|DE berlin
`

/** Cities as written here, with their ISO 3166-1 alpha-2 country. */
export const citiesByCountry: [string, string][] = lines
  .trim()
  .split(/[|\n]/)
  .flatMap((entry) => {
    const [country = '', ...cities] = entry.split(' ')
    return cities.map((city): [string, string] => [city.replaceAll('-', ' '), country])
  })

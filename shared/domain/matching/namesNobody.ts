// Names that name nobody: a blank in words, a name that the publisher keeps back, a kind of organization.
import { foldText } from './foldText.ts'

const forms = new Set(
  'n a|n d|tbd|tbc|tba|to be determined|to be confirmed|to be announced|to be decided|not applicable|not available|not known|unknown|none|null|nil|a determiner|a preciser|non disponible|non applicable|sans objet|neant|inconnu|a definir|a determinar|a confirmar|nao aplicavel|nao disponivel|desconhecido|nenhum|غير متوفر|غير محدد|غير معروف|لا يوجد|لا ينطبق'
    .split('|')
    .map(foldText),
)

/** Whether folded text says only that there is nothing to say. */
export const saysNothing = (folded: string): boolean => forms.has(folded)

const collective = new Set(
  'other|others|various|multiple|several|various partners|multiple parties|multiple partners|autre|autres|divers|plusieurs|outro|outros|varios|diversos'.split(
    '|',
  ),
)

// Kinds of organization in the place of a name: the channels of delivery of the OECD DAC and the types of IATI, with the
// French of the first.
const kinds = [
  /^(?:(?:donor|developing|partner) country based|international|national|regional|local) ngos?$/,
  /^ong (?:internationale|nationale|basee dans un pays (?:donneur|en developpement))s?$/,
  /^(?:donor|recipient|central|local|third country) government(?: delegated co ?operation)?$/,
  /^gouvernement (?:donneur|beneficiaire|central|local)$/,
  /^(?:other )?(?:public (?:sector|corporations|entities)|multilaterals?|multilateral (?:institution|organi[sz]ation)s?)(?: in (?:donor|recipient) country)?$/,
  /^(?:private sector|institution du secteur prive)(?: institutions?)?(?: in (?:provider|recipient) country)?$/,
  /^non governmental organi[sz]ations(?: ngos)?(?: and civil society)?$/,
  /^(?:public private partnerships?(?: ppps?)?(?: and networks)?|networks?|un agency|united nations agency fund or commission un)$/,
  /^(?:university college or other teaching institution|academic training and research)\b/,
]

// As publishers write it where a name would endanger somebody: "Name Withheld", "USAID redacted this field in accordance
// with ...", "xxxx (Secured)", "Anonymous - excluded for security reasons".
const withheld =
  /\b(?:withheld|redacted|undisclosed|not (?:disclosed|specified)|to be determined|for security reasons|non (?:divulgue|communique|precise)|nao divulgado)\b|^(?:tbd|tbc|anonymous|anonyme|anonimo|confidential|confidentiel|confidencial|x{3,})(?: x{3,}| secured)*$/

/** Whether a name of an organization names none: two of them have nobody in common, and one is not told from a named one. */
export function namesNobody(name: string): boolean {
  const folded = foldText(name.slice(0, 300))
  return (
    folded !== '' &&
    (saysNothing(folded) || collective.has(folded) || withheld.test(folded) || kinds.some((kind) => kind.test(folded)))
  )
}

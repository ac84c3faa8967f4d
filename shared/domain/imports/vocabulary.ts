// The taxonomy as a row's words are looked up in it: by code, by name in any language, by what people call it.
import { type Status, statuses } from '#model/contribution.ts'
import type { TaxonomyKind, Term } from '#model/taxonomy.ts'
import { foldText } from '../matching/foldText.ts'

/** A term as far as looking up goes. */
export type NamedTerm = Pick<Term, 'kind' | 'code' | 'names' | 'parent'>

export type Vocabulary = (kind: TaxonomyKind, written: string) => NamedTerm | null

const synonyms: Partial<Record<string, string>> = {
  'modality/funding': 'financial|finance|financial support|grant|cash|financement|subvention|don|appui financier|financiamento|subvencao|تمويل|منحه',
  'modality/training': 'course|workshop|seminar|capacity building|formation|stage|atelier|cours|renforcement des capacites|formacao|treinamento|curso|capacitacao|تدريب|دوره|ورشه',
  'modality/advice': 'technical assistance|advisory|advisory support|conseil|assistance technique|assessoria|assistencia tecnica|مشوره|مساعده تقنيه',
  'modality/mentoring': 'coaching|mentorat|encadrement|mentoria|توجيه',
  'modality/personnel': 'staff|secondment|experts|personnel detache|detachement|pessoal|موظفون|افراد',
  'modality/equipment': 'material|supplies|in kind equipment|equipement|materiel|equipamento|material|معدات',
  'modality/infrastructure': 'construction|building|works|batiment|construcao|infraestrutura|بنيه تحتيه',
  'modality/logistics': 'transport|airlift|logistique|logistica|لوجستيات|دعم لوجستي',
  'modality/study': 'research|assessment|evaluation|etude|recherche|estudo|دراسه',
  'modality/coordination': 'meeting|conference|reunion|coordenacao|تنسيق',
  'modality/lessons-learned': 'lessons|retour d experience|enseignements|licoes aprendidas|دروس مستفاده',
  'unit/seats': 'seat|participant|participants|trainee|trainees|people|persons|places|place|stagiaires|personnes|lugares|participantes|مقعد|مقاعد|مشارك|مشاركين|متدرب',
  'unit/person-days': 'person day|man days|man day|days|staff days|jours personne|personne jours|jours homme|pessoas dia|ايام عمل',
  'unit/experts': 'expert|adviser|advisers|advisor|advisors|conseillers|conseiller|especialistas|peritos|خبير|خبراء',
  'unit/items': 'item|pieces|units|unit|pcs|articles|pieces|unites|itens|unidades|قطعه|قطع',
} // prettier-ignore

const statusWords: Record<Status, string> = {
  pipeline: 'planned|planning|proposed|identification|pipeline identification|draft|prevu|planifie|en preparation|identifie|planeado|planejado|previsto|proposto|مخطط|مقترح',
  pledged: 'pledge|promised|announced|promis|annonce|promesse|prometido|anunciado|متعهد به|تعهد',
  committed: 'commitment|approved|signed|agreed|engage|approuve|signe|comprometido|aprovado|assinado|ملتزم به|معتمد|موقع',
  active: 'ongoing|on going|in progress|implementation|under implementation|running|started|en cours|en execution|actif|em curso|em andamento|ativo|جار|قيد التنفيذ|نشط',
  completed: 'closed|finished|done|finalisation|finalization|ended|delivered|paid|termine|acheve|clos|cloture|concluido|terminado|encerrado|مكتمل|منجز|منته',
  suspended: 'on hold|paused|suspendu|en suspens|suspenso|معلق|متوقف',
  cancelled: 'canceled|terminated|annule|abandonne|cancelado|anulado|ملغى|ملغي',
} // prettier-ignore

const statusByWord = new Map<string, Status>()
for (const status of statuses)
  for (const word of [status, ...statusWords[status].split('|')]) statusByWord.set(foldText(word), status)

/** The status that is meant, in four languages; null for a word that means none. */
export const statusOf = (written: string): Status | null => statusByWord.get(foldText(written)) ?? null

/** Terms by their own words; a word that two terms of a kind share means neither. */
export const vocabularyOf = (terms: readonly NamedTerm[]): Vocabulary => {
  const byWord = new Map<string, NamedTerm | null>()
  const enter = (term: NamedTerm, word: string, mayShare: boolean): void => {
    const key = `${term.kind} ${foldText(word)}`
    const standing = byWord.get(key)
    if (standing === undefined) byWord.set(key, term)
    else if (standing?.code !== term.code && mayShare) byWord.set(key, null)
  }
  for (const term of terms) enter(term, term.code, false)
  for (const term of terms) for (const name of Object.values(term.names)) enter(term, name ?? '', true)
  for (const term of terms)
    for (const word of synonyms[`${term.kind}/${term.code}`]?.split('|') ?? []) enter(term, word, false)
  return (kind, written) => byWord.get(`${kind} ${foldText(written)}`) ?? null
}

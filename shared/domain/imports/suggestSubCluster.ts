// Suggests a sub-cluster for a contribution that names none, from the words of its title and description.
import { foldText } from '../matching/foldText.ts'
import type { NamedTerm } from './vocabulary.ts'

/**
 * Words of each priority area's work in English, French, Portuguese and Arabic, folded, as beginnings of words. They follow
 * the paragraphs of S/2008/186 that the areas come from (design.md, "Priority area").
 */
const wordsByArea: Record<string, string> = {
  'mission-planning': 'mission plan|planning|planific|concept of operations|planeamento|تخطيط',
  'mission-management': 'mission manag|mission leader|command|headquarters staff|commandement|comando|اداره البعث|قياده',
  'logistics-and-resource-management': 'logist|depot|stockpil|airlift|procure|لوجست',
  'financial-reporting': 'financial report|audit|account|rapport financier|comptab|relatorio financeiro|محاسب',
  'timely-reporting-and-information-exchange': 'situation room|information exchange|reporting system|salle de situation|sala de situacao|تبادل المعلومات',
  'human-resources': 'recruit|human resource|ressources humaines|recursos humanos|موارد بشري',
  'african-standby-force': 'standby force|asf|brigade|easbrig|force en attente|forca em estado de alerta|القوه الافريقيه',
  'mediation-and-panel-of-the-wise': 'mediat|panel of the wise|groupe des sages|good offices|negotiat|mediac|painel de sabios|وساط|هيئه الحكماء',
  'early-warning': 'early warn|alerte rapide|alerte precoce|alerta rapida|alerta precoce|conflict prevention|انذار مبكر',
  'disarmament-and-small-arms': 'disarm|small arms|armes legeres|weapons|stockpile manage|desarm|armas ligeiras|arms control|نزع السلاح|اسلحه صغيره',
  'peacekeeping-training': 'peacekeep|peace support|pre deployment|acota|contingent training|maintien de la paix|manutencao da paix|manutencao da paz|psosst|حفظ السلام',
  'financing-of-operations': 'financing of operation|troop allowance|stipend|amisom support|financement des operations|تمويل العملي',
  peacebuilding: 'peacebuild|peace build|reconstruct|post conflict|reintegrat|consolidation de la paix|relevement|consolidacao da paz|reconstrucao|بناء السلام|اعاده الاعمار',
  'human-rights': 'human right|droits de l homme|direitos humanos|justice|reconciliat|transitional|حقوق الانسان|عداله|مصالحه',
  'protection-of-civilians-and-humanitarian-action': 'protection of civil|humanitar|refugee|displaced|protection des civils|refugie|refugiad|protecao de civis|حمايه المدنيين|لاجئ|انساني',
} // prettier-ignore

const phrases = Object.entries(wordsByArea).map(([area, words]) => ({
  area,
  starts: words.split('|').map((word) => ` ${foldText(word)}`),
}))

/** The area with most telling words, and the sub-cluster that it belongs to; null when none or two equally tell. */
export const suggestSubCluster = (
  text: string,
  areas: readonly NamedTerm[],
): { subCluster: string; because: string } | null => {
  const words = ` ${foldText(text)}`
  const parentOf = new Map(areas.map(({ code, parent }) => [code, parent]))
  const points = new Map<string, { count: number; because: string }>()
  for (const { area, starts } of phrases) {
    const parent = parentOf.get(area)
    if (!parent) continue
    for (const start of starts) {
      if (!words.includes(start)) continue
      const standing = points.get(parent)
      points.set(parent, { count: (standing?.count ?? 0) + 1, because: standing?.because ?? start.trim() })
    }
  }
  const [best, second] = [...points].toSorted(([, a], [, b]) => b.count - a.count)
  if (!best || best[1].count === second?.[1].count) return null
  return { subCluster: best[0], because: best[1].because }
}

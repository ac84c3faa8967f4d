// Words that tell nothing about a contribution: they hold a sentence together, or stand in every title.
import { foldText } from './foldText.ts'

const functionWords = new Set(
  `a an and at by for from in into of on or the to with under its their le la les l un une des du de d et en au aux dans
  par pour sur sous avec entre relatif relative relatifs concernant visant lies liee o os as do da dos das em no na para
  com e y el los las del der die das den dem des und fur im in von zu zur zum mit auf bei ein eine einer s qu que qui
  intention attention this that these those is are was be will as ce cette ces son sa ses via through within during
  about among also been being between but can could due else has have how if it may more most not other our out
  over per such than them then there they upon we what when where which while who whose would you your
  afin ainsi aupres chez comme dont elle est etre fait faveur il ils leur leurs lors mise ne nos notre ou où
  pas plus qu sans se selon si sont suivant tous tout toute toutes travers vers y
  ao aos às como mais mas não nos num numa pela pelas pelo pelos por seu seus sua suas se sem ser sob sobre uma
  al con cual este esta estos estas entre hacia hasta lo mediante más o para pero según sin son su sus ya
  am als an auch aus durch diese dieser einem einen eines es gegenüber ihr ihre ihrer in ist nicht oder ohne
  sich sind so sowie über um unter vom vor während werden wird wurde
  het een voor met op bij te naar uit ook
  في من على الى عن مع بين او و هذا هذه التي الذي خلال ضد حول`
    .split(/\s+/)
    .map((word) => foldText(word)),
)

/** Concepts that nearly every contribution mentions: having them in common says little. */
export const genericConcepts: ReadonlySet<string> = new Set(
  `train course workshop support strengthen capacity programme project fund build peace security africa union develop
  equip supply technical expert advis second international national regional component organization activ implement
  personnel action fight room share civil information secretariat regard contribution annual use initiative measure
  response general`.split(/\s+/),
)

/** Whether a folded word only holds a sentence together. */
export const isFunctionWord = (word: string): boolean => functionWords.has(word)

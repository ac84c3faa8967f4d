// Words that tell nothing about a contribution: they hold a sentence together, or stand in every title.

const functionWords = new Set(
  `a an and at by for from in into of on or the to with under its their le la les l un une des du de d et en au aux dans
  par pour sur sous avec entre relatif relative relatifs concernant visant lies liee o os as do da dos das em no na para
  com e y el los las del der die das den dem des und fur im in von zu zur zum mit auf bei ein eine einer s qu que qui
  intention attention this that these those is are was be will as ce cette ces son sa ses via through within during`.split(
    /\s+/,
  ),
)

/** Concepts that nearly every contribution mentions: having them in common says little. */
export const genericConcepts: ReadonlySet<string> = new Set(
  `train course workshop support strengthen capacity programme project fund build peace security africa union develop
  equip supply technical expert advis second international national regional component organization activi implem
  personnel action fight room share civil information secretariat regard contribution annual annuel use initiative
  measure response genera`.split(/\s+/),
)

/** Whether a folded word only holds a sentence together. */
export const isFunctionWord = (word: string): boolean => functionWords.has(word)

// How well the names of organizations are resolved, on hand-made aliases.
import { readReferences } from '#functions/match/references.ts'
import {
  givenAway,
  knownTo,
  nameQuality,
  partnersOf,
  readOrganizations,
  shippedOrganizations,
} from '#test/support/nameQuality.ts'
import type { BenchOptions } from './options.ts'
import { textTable } from './textTable.ts'

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

/** Precision and recall of every alias among all names; `--organizations FILE` takes another file of them. */
export const benchNames = async ({ organizations: file }: BenchOptions): Promise<string[]> => {
  const organizations = readOrganizations(file ?? shippedOrganizations)
  const { partners: shipped } = await readReferences()
  const measured = [
    { label: 'all', ...nameQuality(organizations) },
    { label: 'not written like a name', ...nameQuality(organizations, { isHard: true }) },
    {
      label: "all, with the shipped directory's aliases",
      ...nameQuality(organizations, { partners: knownTo(shipped, partnersOf(organizations)) }),
    },
  ]
  const given = givenAway(organizations)
  console.log(`\n## names: aliases of ${organizations.length} organizations, each resolved among all names\n`)
  console.log(
    textTable(
      ['aliases', 'asked', 'right', 'wrong', 'waiting', 'precision', 'recall'],
      measured.map(({ label, aliases, right, wrong, precision, recall }) => [
        label,
        aliases,
        right,
        wrong.length,
        aliases - right - wrong.length,
        percent(precision),
        percent(recall),
      ]),
    ),
  )
  for (const line of new Set(measured.flatMap(({ wrong }) => wrong))) console.log(`wrong: ${line}`)
  console.log(
    `\nTaken out of the directory, ${given.length} of ${organizations.length} names are still given to one that is in it:`,
  )
  for (const line of given) console.log(`- ${line}`)
  return []
}

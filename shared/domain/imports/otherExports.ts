// Exports of this tracker that are no contributions, told by their header: a row of theirs must never become one.

/** What the file is, and where its rows are changed. */
const places = {
  needs: 'needs are registered and changed at /v1/needs',
  findings: 'findings are decided at /v1/findings',
  gaps: 'gaps follow from contributions and needs',
  coverage: 'coverage follows from contributions and needs',
  partners: 'partners are changed at /v1/partners',
  taxonomy: 'terms are changed at /v1/taxonomy',
}

/** Headers that only this export has together, as columns and as keys of JSON; gaps have all those of coverage. */
const marks: readonly (readonly [keyof typeof places, readonly string[]])[] = [
  ['needs', ['urgency', 'registeredby', 'measure']],
  ['findings', ['usdatrisk', 'weightsversion']],
  ['gaps', ['measure', 'couldfill', 'needed']],
  ['coverage', ['measure', 'announcedreported', 'arrangedreported']],
  ['coverage', ['measure', 'announced', 'arranged', 'oversupply']],
  ['partners', ['acronyms', 'iatiorganization', 'liaison']],
  ['taxonomy', ['kind', 'code', 'validfrom', 'validto']],
]

/** Why a file with these headers is no import; undefined for any other. */
export const otherExport = (headers: readonly unknown[]): string | undefined => {
  const there = new Set(headers.map((header) => String(header).toLowerCase().replaceAll('_', '')))
  const name = marks.find(([, mark]) => mark.every((header) => there.has(header)))?.[0]
  return name && `This is an export of ${name}, and only contributions come in as an import: ${places[name]}.`
}

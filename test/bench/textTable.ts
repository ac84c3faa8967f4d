// Aligned tables of plain text: the first column to the left, figures to the right.

export type Cell = string | number

/** Two decimals for small figures, none for large ones; a missing figure is a dash. */
export const figure = (value: number | undefined): string => {
  if (value === undefined || Number.isNaN(value)) return '-'
  return Number.isInteger(value) || Math.abs(value) >= 1000
    ? Math.round(value).toLocaleString('en')
    : value.toFixed(Math.abs(value) >= 100 ? 0 : 2)
}

const textOf = (cell: Cell): string => (typeof cell === 'number' ? figure(cell) : cell)

/** Columns whose heading begins with `<` are aligned to the left. */
export const textTable = (headings: readonly string[], rows: readonly (readonly Cell[])[]): string => {
  const lines = [headings.map((heading) => heading.replace(/^</, '')), ...rows.map((row) => row.map(textOf))]
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const isLeft = headings.map((heading, column) => column === 0 || heading.startsWith('<'))
  const aligned = lines.map((line) =>
    line
      .map((text, column) => (isLeft[column] ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  return [aligned[0], widths.map((width) => '-'.repeat(width)).join('  '), ...aligned.slice(1)].join('\n')
}

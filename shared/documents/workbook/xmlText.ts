// Text inside a workbook's XML.

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const codeOf = (character: string): string =>
  `_x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}_`

/** What XML 1.0 cannot hold, or would read as a line end, and what looks like its replacement already. */
const needsCode =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[\dA-Fa-f]{4}_)/g

/** ECMA-376, 22.9.2.19 (ST_Xstring): a character that XML cannot hold is written `_xHHHH_`. Lone surrogates are replaced. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(needsCode, codeOf)
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? '')

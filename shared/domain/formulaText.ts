// Text that a spreadsheet would run as a formula, made harmless by an apostrophe, and given back as it was.

/** What begins a formula (OWASP, "CSV Injection"), also in full width, behind spaces, and behind apostrophes of our own. */
const begins = '(?:[\\t\\r\\n]|\\s*[=+\\-@＝＋－＠])'
const mayRun = new RegExp(`^'*${begins}`, 'u')
const isNeutral = new RegExp(`^'+${begins}`, 'u')

/** One apostrophe more than there was, so that `withFormulas` finds what was written: also `'=1` comes back as `'=1`. */
export const withoutFormulas = (text: string): string => (mayRun.test(text) ? `'${text}` : text)

/** The text that `withoutFormulas` was given. */
export const withFormulas = (text: string): string => (isNeutral.test(text) ? text.slice(1) : text)

/** Whether a spreadsheet would run it when somebody edits the cell. */
export const wouldRun = (text: string): boolean => mayRun.test(text)

// Compares an answer with how a page shows it: shortened, "…" for what differs from run to run, "≈" for what weights move.

/** Stands for any number of items in a list, and for any text within a text. */
const anything = '…'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const told = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 300 ? `${text.slice(0, 300)}${anything}` : text
}

/** "≈ 120000" is a number, or a decimal as text, within a tenth of it. */
const matchesAbout = (shown: string, actual: unknown): boolean => {
  const about = Number(shown.slice(1))
  return (typeof actual === 'number' || typeof actual === 'string') && Math.abs(Number(actual) - about) <= about / 10
}

const matchesText = (shown: string, actual: unknown): boolean => {
  if (shown.startsWith('≈')) return matchesAbout(shown, actual)
  if (!shown.includes(anything)) return shown === actual
  const parts = shown.split(anything).map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('[^]*')}$`).test(String(actual))
}

/** A whole list is in the order shown; of a shortened one each shown item is another item of the answer. */
const listDifferences = (shown: unknown[], actual: unknown[], path: string): string[] => {
  const items = shown.filter((item) => item !== anything)
  if (items.length === shown.length) {
    if (items.length !== actual.length)
      return [`${path}: ${items.length} items are shown, ${actual.length} came: ${told(actual)}`]
    return items.flatMap((item, at) => differences(item, actual[at], `${path}/${at}`))
  }
  const left = [...actual]
  for (const item of items) {
    const found = left.findIndex((one) => differences(item, one, path).length === 0)
    if (found < 0) return [`${path}: none of ${left.length} is ${told(item)}: ${told(left)}`]
    left.splice(found, 1)
  }
  return []
}

/**
 * What the answer does not hold of what is shown; empty when it holds all. Fields that are not shown may be anything, and
 * a list with "…" in it may have more items, in any order.
 */
export const differences = (shown: unknown, actual: unknown, path = ''): string[] => {
  if (Array.isArray(shown) && Array.isArray(actual)) return listDifferences(shown, actual, path)
  if (isObject(shown) && isObject(actual))
    return Object.entries(shown).flatMap(([name, value]) => differences(value, actual[name], `${path}/${name}`))
  const same = shown === actual || (typeof shown === 'string' && matchesText(shown, actual))
  return same ? [] : [`${path}: ${told(shown)} is shown, ${told(actual)} came`]
}

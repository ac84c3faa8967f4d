// What a cell's number format shows of its number (ECMA-376, 18.8.30, 18.8.31): a day or a part of it, or a currency beside it.

export interface NumberFormat {
  /** A day, or only its month or its year; null for what is no day. */
  day: 'day' | 'month' | 'year' | null
  /** What is written before and behind the number; null where nothing is. */
  beside: { before: string; behind: string } | null
}

const longestCode = 300

const daysIn = (code: string): NumberFormat['day'] => {
  const letters = code.replaceAll(/"[^"]*"|\[[^\][]*\]|\\./g, '').replaceAll(/general|standard/gi, '')
  if (!/[dmy]/i.test(letters)) return null
  if (/[dhs]/i.test(letters) || !/y/i.test(letters)) return 'day'
  return /m/i.test(letters) ? 'month' : 'year'
}

/** Texts, `[$€-407]`, other brackets, escaped signs, spaces as wide as a sign, fillings, and single signs. */
const tokens = /"([^"]*)"|\[\$([^\][]*)\]|\[[^\][]*\]|\\(.)|[_*].|(.)/gsu

/** Of single signs only these stand for themselves. */
const notShown = /[^€£¥$%\s]/u

/** What a sign means by the number of the language and State that it is written in. */
const byNumber: Partial<Record<string, Partial<Record<string, string>>>> = {
  $: { 409: '$', '540A': '$', 1009: 'CAD', C0C: 'CAD', C09: 'AUD', 1409: 'NZD' },
  '¥': { 411: '¥', 804: 'CNY' },
  '£': { 809: '£' },
}
const byState: typeof byNumber = { $: { US: '$' }, '¥': { JP: '¥', CN: 'CNY' }, '£': { GB: '£' } }

/** The sign of any other State: it is read as none that is known. */
const signOf = (sign: string, state: string): string => (sign === '£' ? 'pounds' : `${state || 'XX'}${sign}`)

/** `€-407`, `$-en-CA`: a currency, and the language and State that it is written in. */
const currencyOf = (text: string): string => {
  const [, sign = '', language = ''] = /^([^-]*)-?(.*)$/su.exec(text) ?? []
  if (language === '' || byNumber[sign] === undefined) return sign
  const upper = language.toUpperCase()
  const state = /[A-Z]-([A-Z]{2})$/.exec(upper)?.[1] ?? ''
  return byNumber[sign][upper] ?? byState[sign]?.[state] ?? signOf(sign, state)
}

/** Whether a format shows a number in thousands or millions: by a comma that ends its digits, or those before the point. */
const scales = (code: string): boolean => {
  const signs = code.replaceAll(tokens, (all, ...[, , , sign]: (string | undefined)[]) =>
    sign === undefined ? '' : all,
  )
  return /,(?:\.|$)/.test(signs.split(';')[0]?.replaceAll(/[^0#?.,]/g, '') ?? '')
}

/** What the format of positive numbers writes beside them. */
const writtenBeside = (code: string): { before: string; behind: string } => {
  let before = ''
  let behind: string | null = null
  for (const [, quoted, currency, escaped, sign = ''] of code.matchAll(tokens)) {
    if (sign === ';') break
    if (/[0#?]/.test(sign)) {
      behind ??= ''
      continue
    }
    const text = quoted ?? (currency === undefined ? escaped : currencyOf(currency)) ?? sign.replace(notShown, '')
    if (behind === null) before += text
    else behind += text
  }
  return { before: before.trim(), behind: (behind ?? '').trim() }
}

const currencyAlone =
  /€|£|\p{L}{0,2}¥|\p{L}{0,3}\$|USD|EUR|GBP|CHF|CAD|AUD|NZD|CNY|XAF|XOF|F ?CFA|(?<!\p{L})kr(?!\p{L})|pounds|KES|NGN|ZAR|ETB|GHS|UGX|TZS|RWF|SEK|NOK|DKK/u

const besideIn = (code: string): NumberFormat['beside'] => {
  const { before, behind } = writtenBeside(code)
  if (!scales(code)) return before === '' && behind === '' ? null : { before, behind }
  // The number itself is whole: "M" beside 1.5 is the format's own.
  const currency = currencyAlone.exec(`${before} ${behind}`)?.[0]
  return currency === undefined ? null : { before: currency, behind: '' }
}

export const numberFormat = (code: string): NumberFormat => {
  const read = code.slice(0, longestCode)
  const day = daysIn(read)
  return { day, beside: day === null ? besideIn(read) : null }
}

/** Those that a workbook names by their number alone; a currency among them is that of whoever opens it. */
export const builtInFormat = (id: number): NumberFormat => {
  if (id === 17) return { day: 'month', beside: null }
  if (id === 9 || id === 10) return { day: null, beside: { before: '', behind: '%' } }
  return { day: (id >= 14 && id <= 22) || (id >= 45 && id <= 47) ? 'day' : null, beside: null }
}

/**
 * A number as its format writes it, with what stands beside it and without its grouping: `€ 1500.50`. Undefined where
 * nothing does, and for what is no amount anyway: less than nothing, or with more than two decimals.
 */
export const shownAs = ({ beside }: NumberFormat, value: number): string | undefined => {
  const hundredths = Math.round(value * 100)
  if (beside === null || value < 0 || value >= 1e13) return undefined
  if (Math.abs(value * 100 - hundredths) > 1e-4 + value * 1e-10) return undefined
  return `${beside.before} ${(hundredths / 100).toFixed(2).replace('.00', '')} ${beside.behind}`.trim()
}

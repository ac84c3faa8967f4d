// Folds text to plain comparable words: case, accents, ligatures, punctuation and look-alike letters are levelled.

/** Longer text is cut here first, so that folding costs the same whatever is sent. */
const longestText = 10_000

// Letters that NFKD does not take apart, and Arabic and Persian forms of one letter.
const spelledOut: Record<string, string> = {
  æ: 'ae', œ: 'oe', ø: 'o', ß: 'ss', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i', ŋ: 'n',
  أ: 'ا', إ: 'ا', آ: 'ا', ى: 'ي', ة: 'ه', ک: 'ك', ی: 'ي', ـ: '',
} // prettier-ignore

// Cyrillic and Greek letters that look like Latin ones (Unicode TR 39, the small letters that a mixed word can hide).
const lookAlikes: Record<string, string> = {
  а: 'a', в: 'b', е: 'e', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x', і: 'i', ј: 'j',
  ѕ: 's', ԁ: 'd', һ: 'h', α: 'a', ε: 'e', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x',
} // prettier-ignore

// oxlint-disable-next-line no-control-regex -- ASCII, whole
const plainText = /^[\0-\x7f]*$/

const foldPlain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/**
 * Lower-case words separated by single spaces, without accents, punctuation or invisible marks. Letters that imitate
 * Latin ones are replaced only inside a word that also has Latin letters, so that real Cyrillic and Greek words stay.
 */
export function foldText(text: string): string {
  // Most text is plain letters, which folds five times as fast without the tables of Unicode.
  if (plainText.test(text)) return foldPlain(text.slice(0, longestText))
  const plain = text
    .slice(0, longestText)
    .normalize('NFKD')
    .slice(0, 4 * longestText)
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}]+/gu, '')
    .replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
    .replace(/['’ʼ`´]/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  if (/^[a-z0-9 ]*$/.test(plain)) return plain
  // Of a word that only stretches others, as the Arabic tatweel does, nothing is left.
  const words = plain.split(' ').map(foldWord)
  return words.filter((word) => word !== '').join(' ')
}

// Letters of mathematics and in circles: a font, never a spelling.
const fancyLetters = /[\u{1d400}-\u{1d7ff}\u{1f100}-\u{1f1ff}\u{24b6}-\u{24e9}]/u

const mixedWord =
  /\p{Script=Latin}[\p{L}\p{M}]*[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}][\p{L}\p{M}]*\p{Script=Latin}/u

/** Whether letters of a name (cut at 300 characters) pretend to be others: they fold alike, and somebody chose them to. */
export const isImitation = (name: string): boolean => {
  const cut = name.slice(0, 300).normalize('NFC')
  return fancyLetters.test(cut) || mixedWord.test(cut)
}

/** The words of a text, folded. */
export function wordsOf(text: string): string[] {
  const folded = foldText(text)
  return folded === '' ? [] : folded.split(' ')
}

function foldWord(word: string): string {
  const spelled = replaceLetters(word, spelledOut)
  return /[a-z]/.test(spelled) ? replaceLetters(spelled, lookAlikes) : spelled
}

function replaceLetters(word: string, table: Record<string, string>): string {
  let out = ''
  for (const letter of word) out += table[letter] ?? letter
  return out
}

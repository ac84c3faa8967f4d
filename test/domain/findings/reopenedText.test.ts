// Why a decided pair is open again, said in words of its reader's language.
import { expect, test } from 'vitest'
import { reopenedText } from '#domain/findings/reopenedText.ts'

test('names the fields that changed, in English and French', () => {
  expect(reopenedText(['subject', 'amount'], 'en')).toBe(
    'To be decided again. Changed since the verdict: title, amount.',
  )
  expect(reopenedText(['subject', 'amount'], 'fr')).toBe(
    'À décider de nouveau. Modifié depuis la décision : intitulé, montant.',
  )
})

test('a field that is no longer compared keeps its code, and what did not return has no text', () => {
  expect(reopenedText(['constructor'], 'en')).toBe('To be decided again. Changed since the verdict: constructor.')
  expect(reopenedText(null, 'fr')).toBeNull()
})

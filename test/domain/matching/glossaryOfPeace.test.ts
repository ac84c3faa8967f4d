// The words of peace operations, law, institutions, audiences and equipment.
import { wordsOfPeace } from '#domain/matching/glossaryOfPeace.ts'
import { describe } from 'vitest'
import { keepsToTheRules } from './glossaryWords.ts'

describe('the table', () => {
  keepsToTheRules(wordsOfPeace, 400)
})

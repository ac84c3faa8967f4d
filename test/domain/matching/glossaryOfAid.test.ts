// The words of capacity building, humanitarian action, health, environment and the economy.
import { wordsOfAid } from '#domain/matching/glossaryOfAid.ts'
import { describe } from 'vitest'
import { keepsToTheRules } from './glossaryWords.ts'

describe('the table', () => {
  keepsToTheRules(wordsOfAid, 300)
})

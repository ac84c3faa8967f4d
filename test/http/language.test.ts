// Accept-Language: the best of what there is, English where there is nothing better.
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { languageOf } from '#http/language.ts'

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['fr', 'fr'],
  ['fr-CA', 'fr'],
  ['FR', 'fr'],
  ['en, fr;q=0.8', 'en'],
  ['fr;q=0.5, en;q=0.9', 'en'],
  ['pt, ar;q=0.9, fr;q=0.1', 'fr'],
  ['fr;q=0, en', 'en'],
  ['fr;q=0', 'en'],
  ['*', 'en'],
  [';;;,q=,', 'en'],
])('%s is %s', async (header, language) => {
  const app = new Hono().get('/', (context) => context.text(languageOf(context)))
  const headers = header === undefined ? {} : { 'accept-language': header }

  expect(await (await app.request('/', { headers })).text()).toBe(language)
})

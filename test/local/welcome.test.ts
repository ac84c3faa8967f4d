// What npm start prints can be pasted into another terminal, wherever the data lie.
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { welcome } from '#infra/local/welcome.ts'

const tracker = { url: 'http://127.0.0.1:1', report: undefined, log: '/l' }
const tokensIn = (folder: string): string[] => [
  ...new Set([...welcome(tracker, folder).matchAll(/Bearer (\$\(.*?\))"/g)].map(([, token = '']) => token)),
]

test('with the usual folder the command is short', () => {
  expect(tokensIn(resolve('.data'))).toEqual(['$(npm run --silent token -- --role coordinator)'])
})

test.each([
  ['/tmp/other', "DATA_DIR='/tmp/other' "],
  ["/tmp/it's here", String.raw`DATA_DIR='/tmp/it'\''s here' `],
])('another folder, %s, is named', (folder, named) => {
  expect(tokensIn(folder)).toEqual([`$(${named}npm run --silent token -- --role coordinator)`])
})

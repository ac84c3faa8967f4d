// The delivery workflow: checked before it deploys, by a role and without keys.
import { expect, test } from 'vitest'
import { read } from './repository.ts'

const workflow = read('.github/workflows/deliver.yml')
const deploy = workflow.slice(workflow.indexOf('\n  deploy:'))

test('runs everything that a change must pass, and deploys only after it', () => {
  expect(workflow).toContain('- run: .ci/run')
  expect(deploy).toMatch(/needs: check\n\s+if: github\.event_name != 'pull_request'/)
  expect(deploy.indexOf('cdk diff')).toBeGreaterThan(0)
  expect(deploy.indexOf('cdk diff')).toBeLessThan(deploy.indexOf('npm run deploy'))
})

test('reaches AWS by a token of its own and holds no secret', () => {
  expect(deploy).toContain('id-token: write')
  expect(workflow.slice(0, workflow.indexOf('\n  deploy:'))).not.toContain('id-token')
  expect(workflow).not.toMatch(/secrets\.|ACCESS_KEY/)
})

test('puts no text of a pull request or an input into a shell', () => {
  const commands = workflow.split('\n').filter((line) => /^\s+(?:- )?run:/.test(line))

  expect(commands.length).toBeGreaterThan(3)
  expect(commands.filter((line) => line.includes('${{'))).toEqual([])
})

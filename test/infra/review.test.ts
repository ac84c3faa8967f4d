// The stack as cdk-nag reviews it: no open finding in either stage, and no acknowledgement that nothing needs.
import { App, Stack } from 'aws-cdk-lib'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import { expect, test } from 'vitest'
import { acknowledge, acknowledged } from '#infra/acknowledged.ts'
import { stackWith } from './stackTemplate.ts'

/** `rule path` of each finding, the path below the stack. */
const findingsOf = (stack: Stack): string[] =>
  [new AwsSolutionsChecks(), new ServerlessChecks()]
    .flatMap((pack) => pack.validateScope(stack).violations)
    .flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(
        ({ constructPath = '' }) => `${ruleName} ${constructPath.slice(stack.node.path.length + 1)}`,
      ),
    )
    .toSorted()

const dev = stackWith({ 'tracker:stage': 'dev' })
const prod = stackWith({ 'tracker:stage': 'prod' })
const before = [...findingsOf(dev), ...findingsOf(prod)]
for (const stack of [dev, prod]) acknowledge(stack)

test('nothing is open in dev or prod', () => {
  expect(findingsOf(dev)).toEqual([])
  expect(findingsOf(prod)).toEqual([])
})

test('every acknowledgement answers a finding, and says why', () => {
  const unneeded = acknowledged.filter(
    ({ rule, of }) =>
      !before.some((finding) => finding.startsWith(`${rule} `) && of.test(finding.slice(rule.length + 1))),
  )

  expect(unneeded).toEqual([])
  for (const { reason } of acknowledged) expect(reason).toMatch(/^\S.{30,}\.$/)
})

test('an open finding would be seen', () => {
  const stack = new Stack(new App(), 'Careless')
  const { node } = new Bucket(stack, 'Open')
  acknowledge(stack)

  expect(node.path).toBe('Careless/Open')
  expect(findingsOf(stack)).toEqual(expect.arrayContaining(['AwsSolutions-S10 Open/Resource']))
})

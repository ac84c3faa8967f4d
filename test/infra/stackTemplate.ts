// The stack as the tests see it: synthesized with the committed context, without bundling a single function.
import { App } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { TrackerStack } from '#infra/stack.ts'
import { parseStageConfig } from '#infra/stageConfig.ts'
import cdkJson from '../../cdk.json' with { type: 'json' }

/** A resource of a template; its properties are untyped, as CloudFormation's JSON is. */
export type Resource = { Properties: any; DeletionPolicy?: string; UpdateReplacePolicy?: string }

/** Context as the CDK passes it: cdk.json's, under what the command line adds. */
export const stackWith = (context: Record<string, string> = {}): TrackerStack => {
  const app = new App({ context: { ...cdkJson.context, ...context, 'aws:cdk:bundling-stacks': [] } })
  const config = parseStageConfig(app.node.getAllContext())
  return new TrackerStack(app, `au-tracker-${config.stage}`, config)
}

export const templateWith = (context: Record<string, string> = {}): Template => Template.fromStack(stackWith(context))

export const resourcesIn = (template: Template, type: string): Record<string, Resource> =>
  template.findResources(type) as Record<string, Resource>

const nameOf = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '')

export const functionIds = (template: Template): string[] =>
  Object.keys(resourcesIn(template, 'AWS::Lambda::Function')).map(nameOf)

export type Statement = { effect: string; roles: string[]; actions: string[]; resources: string[]; condition: unknown }

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

/** A resource as a reader would write it: `{Fn::Join: ["", [{GetAtt: [Reports1234ABCD, Arn]}, "/*"]]}` is `<Reports>/*`. */
const spelled = (resource: any): string => {
  if (typeof resource === 'string') return resource
  if ('Ref' in resource) return `<${nameOf(resource.Ref)}>`
  if ('Fn::GetAtt' in resource) return `<${nameOf(resource['Fn::GetAtt'][0])}>`
  return resource['Fn::Join'][1].map(spelled).join('')
}

const everyStatementIn = (template: Template): Statement[] =>
  Object.values(resourcesIn(template, 'AWS::IAM::Policy')).flatMap(({ Properties: policy }) =>
    policy.PolicyDocument.Statement.map((statement: Record<string, unknown>): Statement => ({
      effect: String(statement['Effect']),
      roles: policy.Roles.map((role: { Ref: string }) => role.Ref),
      actions: listOf(statement['Action']).map(String),
      resources: listOf(statement['Resource']).map(spelled),
      condition: statement['Condition'],
    })),
  )

/** Every statement of every identity policy that allows something, named after the roles that hold it. */
export const statementsIn = (template: Template): Statement[] =>
  everyStatementIn(template).filter(({ effect }) => effect === 'Allow')

/** Those that forbid, whatever else allows. */
export const denialsIn = (template: Template): Statement[] =>
  everyStatementIn(template).filter(({ effect }) => effect === 'Deny')

const roleOf = (template: Template, functionId: string): string => {
  const functions = Object.entries(resourcesIn(template, 'AWS::Lambda::Function'))
  return functions.find(([id]) => nameOf(id) === functionId)?.[1].Properties.Role['Fn::GetAtt'][0]
}

const allowedTo = (template: Template, functionId: string): Statement[] => {
  const role = roleOf(template, functionId)
  return statementsIn(template).filter((statement) => statement.roles.includes(role))
}

/** What the function's role allows, over all its policies. */
export const actionsOf = (template: Template, functionId: string): string[] =>
  allowedTo(template, functionId)
    .flatMap((statement) => statement.actions)
    .toSorted()

/** The same as `action on resource`, each resource by itself. */
export const grantsOf = (template: Template, functionId: string): string[] =>
  allowedTo(template, functionId).flatMap(({ actions, resources }) =>
    actions.flatMap((action) => resources.map((resource) => `${action} on ${resource}`)),
  )

/** The functions that Lambda calls with what a stream brings. */
export const mappedIds = (template: Template): string[] =>
  Object.values(resourcesIn(template, 'AWS::Lambda::EventSourceMapping')).map(({ Properties: mapping }) =>
    nameOf(mapping.FunctionName.Ref),
  )

/** Each use of a wildcard, as `actions on resource`. */
export const wildcardsIn = (template: Template): string[] =>
  statementsIn(template)
    .flatMap(({ actions, resources }) => resources.map((resource) => `${actions.toSorted().join(',')} on ${resource}`))
    .filter((use) => use.includes('*'))
    .toSorted()

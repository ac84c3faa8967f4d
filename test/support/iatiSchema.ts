// The official IATI schema and the points of its ruleset that concern activities, for files that the tracker writes.
import { readFileSync } from 'node:fs'
import { validateXML } from 'xmllint-wasm'
import type { XmlElement } from '#model/activity.ts'
import { activitiesIn } from './activities.ts'

const schemaFile = (fileName: string): { fileName: string; contents: string } => ({
  fileName,
  contents: readFileSync(new URL(`../documents/iati/schema/${fileName}`, import.meta.url), 'utf8'),
})

/** What libxml2 says of a file against the schema; empty for a valid one. */
export const schemaFaults = async (file: string): Promise<string[]> => {
  const { errors } = await validateXML({
    xml: [{ fileName: 'file.xml', contents: file }],
    schema: [schemaFile('iati-activities-schema.xsd')],
    preload: [schemaFile('iati-common.xsd'), schemaFile('xml.xsd')],
    maxMemoryPages: 4096,
  })
  return errors.map(({ message }) => message)
}

const all = (element: XmlElement, name: string): XmlElement[] => element.children.filter((child) => child.name === name)
const attribute = (element: XmlElement | undefined, name: string): string => element?.attributes[name] ?? ''
const sum = (elements: readonly XmlElement[]): number =>
  Math.round(elements.reduce((total, one) => total + Number(attribute(one, 'percentage')), 0) * 100) / 100

const dateFaults = (activity: XmlElement, today: string): string[] => {
  const of = (type: string): string =>
    attribute(
      all(activity, 'activity-date').find((one) => attribute(one, 'type') === type),
      'iso-date',
    )
  const moved = all(activity, 'transaction').flatMap((one) => [
    attribute(all(one, 'transaction-date')[0], 'iso-date'),
    attribute(all(one, 'value')[0], 'value-date'),
  ])
  return [
    ...(of('1') || of('2') ? [] : ['no start']),
    ...[of('2'), of('4'), ...moved].filter((day) => day > today).map((day) => `${day} is in the future`),
    ...(of('2') && of('4') && of('4') < of('2') ? ['ends before it starts'] : []),
  ]
}

const budgetFaults = (activity: XmlElement): string[] =>
  all(activity, 'budget').flatMap((budget) => {
    const [start, end] = ['period-start', 'period-end'].map((name) => attribute(all(budget, name)[0], 'iso-date'))
    const isYear = start !== undefined && end !== undefined && start <= end && end.slice(0, 4) === start.slice(0, 4)
    return isYear ? [] : [`a budget from ${start} to ${end}`]
  })

const shareFaults = (activity: XmlElement): string[] => {
  const byVocabulary = Map.groupBy(all(activity, 'sector'), (one) => attribute(one, 'vocabulary'))
  const sectors = [...byVocabulary].filter(([, parts]) => sum(parts) !== 100).map(([one]) => `sectors of ${one}`)
  const recipients = [...all(activity, 'recipient-country'), ...all(activity, 'recipient-region')]
  return [
    ...(byVocabulary.size === 0 ? ['no sector'] : []),
    ...sectors,
    ...(sum(recipients) === 100 ? [] : ['recipients']),
  ]
}

const referenceFaults = (activity: XmlElement): string[] => {
  const identifier = all(activity, 'iati-identifier')[0]?.text ?? ''
  const references = [identifier, attribute(all(activity, 'reporting-org')[0], 'ref')]
  const own = [...all(activity, 'sector'), ...all(activity, 'tag')].filter(
    (one) => attribute(one, 'vocabulary') >= '98',
  )
  return [
    ...references.filter((one) => !/^[^/&|?]+$/.test(one)).map((one) => `the reference "${one}"`),
    ...own
      .filter((one) => !attribute(one, 'vocabulary-uri') || all(one, 'narrative').length === 0)
      .map(() => 'own codes'),
  ]
}

/** What breaks the standard's ruleset (IATI-Rulesets, standard_ruleset.json of 2.03) in any activity of a file. */
export const rulesetFaults = async (file: string, today: string): Promise<string[]> =>
  (await activitiesIn(file)).flatMap((one) =>
    'fault' in one
      ? [one.fault]
      : [
          dateFaults(one.activity, today),
          budgetFaults(one.activity),
          shareFaults(one.activity),
          referenceFaults(one.activity),
        ].flat(),
  )

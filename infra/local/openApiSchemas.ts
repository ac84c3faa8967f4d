// What a schema of an OpenAPI document allows, flattened so that two versions of it can be held against each other.

/** The part of JSON Schema that our documents use. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  pattern?: string
  maxLength?: number
  maximum?: number
  maxItems?: number
  minLength?: number
  minimum?: number
  minItems?: number
}

export type Schemas = Record<string, Schema>

/** All alternatives of a schema as one. */
export interface Flat {
  /** JSON types; `any` where one is not said. */
  types: Set<string>
  /** The only values, as JSON; null where there are others. */
  values: Set<string> | null
  fields: Map<string, Schema>
  /** Fields that every alternative demands. */
  required: Set<string>
  items: Schema | undefined
  others: Schema | undefined
  patterns: Set<string>
  /** Of each limit the widest. */
  most: Map<string, number>
  least: Map<string, number>
}

const upper = ['maxLength', 'maximum', 'maxItems'] as const
const lower = ['minLength', 'minimum', 'minItems'] as const

const resolved = (schema: Schema, all: Schemas): Schema => {
  if (schema.$ref === undefined) return schema
  const found = all[schema.$ref.replace('#/components/schemas/', '')]
  if (!found) throw new Error(`The document has no ${schema.$ref}.`)
  return resolved(found, all)
}

const alternativesOf = (schema: Schema, all: Schemas): Schema[] => {
  const one = resolved(schema, all)
  if (one.allOf) throw new Error('allOf is not compared: nothing here uses it.')
  const several = one.anyOf ?? one.oneOf
  return several ? several.flatMap((each) => alternativesOf(each, all)) : [one]
}

const typesOf = ({ type, const: only, enum: values }: Schema): string[] => {
  if (type !== undefined) return [type].flat()
  if (only === undefined && values === undefined) return ['any']
  return (values ?? [only]).map((value) => (value === null ? 'null' : typeof value))
}

const valuesOf = (alternatives: readonly Schema[]): Set<string> | null => {
  const some = alternatives.filter((each) => each.type !== 'null')
  if (some.length === 0 || some.some((each) => each.enum === undefined && each.const === undefined)) return null
  return new Set(some.flatMap((each) => each.enum ?? [each.const]).map((value) => JSON.stringify(value)))
}

const either = (schemas: readonly Schema[]): Schema | undefined =>
  schemas.length > 1 ? { anyOf: [...schemas] } : schemas[0]

const fieldsOf = (alternatives: readonly Schema[]): Map<string, Schema> => {
  const fields = Map.groupBy(
    alternatives.flatMap(({ properties = {} }) => Object.entries(properties)),
    ([name]) => name,
  )
  return new Map([...fields].map(([name, all]) => [name, either(all.map(([, schema]) => schema)) ?? {}]))
}

const widest = (alternatives: readonly Schema[], keys: readonly ((typeof upper)[number] | (typeof lower)[number])[]) =>
  new Map(
    keys.flatMap((key): [string, number][] => {
      const limits = alternatives.flatMap((each) => each[key] ?? [])
      if (limits.length === 0) return []
      return [[key, key.startsWith('max') ? Math.max(...limits) : Math.min(...limits)]]
    }),
  )

export const flat = (schema: Schema, all: Schemas): Flat => {
  const alternatives = alternativesOf(schema, all)
  const objects = alternatives.filter(({ properties }) => properties !== undefined)
  const [first, ...rest] = objects.map(({ required = [] }) => new Set(required))
  const open = alternatives.flatMap(({ additionalProperties: others }) => (typeof others === 'object' ? others : []))
  return {
    types: new Set(alternatives.flatMap(typesOf)),
    values: valuesOf(alternatives),
    fields: fieldsOf(objects),
    required: rest.reduce((common, each) => common.intersection(each), first ?? new Set<string>()),
    items: either(alternatives.flatMap(({ items }) => items ?? [])),
    others: either(open),
    patterns: new Set(alternatives.flatMap(({ pattern }) => pattern ?? [])),
    most: widest(alternatives, upper),
    least: widest(alternatives, lower),
  }
}

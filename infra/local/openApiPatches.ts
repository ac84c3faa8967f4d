// What a merge patch may hold, as the OpenAPI document shows it: worked out from the schema of the record as it is sent.

type Json = { [key: string]: unknown }
type Schemas = Record<string, Json>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const referred = (schema: Json, schemas: Schemas): Json | undefined => {
  const name = /^#\/components\/schemas\/(.+)$/.exec(typeof schema['$ref'] === 'string' ? schema['$ref'] : '')?.[1]
  return name === undefined ? undefined : schemas[name]
}

/** An object is patched field by field; text, numbers and lists are replaced. */
const patchOf = (schema: Json, schemas: Schemas): Json => {
  const whole = referred(schema, schemas) ?? schema
  if (Array.isArray(whole['anyOf'])) {
    const parts = whole['anyOf'].filter(isObject).filter(({ type }) => type !== 'null')
    return parts.length === 1 && parts[0] ? patchOf(parts[0], schemas) : schema
  }
  if (!isObject(whole['properties'])) return schema
  const { required: _required, ...rest } = whole
  return { ...rest, properties: patchedFields(whole, schemas) }
}

/** Nothing has to be given; null takes away what a whole one need not have. */
const patchedFields = ({ properties, required = [] }: Json, schemas: Schemas): Json =>
  Object.fromEntries(
    Object.entries(properties as Json).map(([name, field]) => {
      const patch = patchOf(isObject(field) ? field : {}, schemas)
      return [name, (required as string[]).includes(name) ? patch : { anyOf: [patch, { type: 'null' }] }]
    }),
  )

const reason = { type: ['string', 'null'], minLength: 1, maxLength: 500 }

/** The document's schemas, with each field of what every patch may hold. */
export const withPatchShapes = (schemas: Schemas): Schemas =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const whole = schemas[String(schema['x-patch-of'])]
      if (!whole) return [name, schema]
      const properties = { ...patchedFields(whole, schemas), reason }
      const { description } = schema
      return [name, { type: 'object', properties, additionalProperties: false, minProperties: 1, description }]
    }),
  )

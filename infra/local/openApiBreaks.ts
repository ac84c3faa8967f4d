// What a new OpenAPI document takes from those who call by an old one, each as a line that says where.
import { type Flat, flat, type Schema, type Schemas } from './openApiSchemas.ts'

interface Parameter {
  name: string
  in: string
  required?: boolean
  schema: Schema
}
type Content = Record<string, { schema?: Schema }>
interface DocumentedOperation {
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Content }
  responses: Record<string, { headers?: Record<string, unknown>; content?: Content }>
  security?: unknown[]
}

export interface ApiDocument {
  info: { version: string }
  paths: Record<string, Record<string, DocumentedOperation>>
  components: { schemas: Schemas }
}

/** What is sent may be taken more widely and never more narrowly; what is answered the other way round. */
type Direction = 'sent' | 'answered'

const missing = (from: Iterable<string>, into: ReadonlySet<string>): string[] =>
  [...from].filter((one) => !into.has(one))

const narrower = (at: string, before: Flat, after: Flat): string[] => [
  ...missing(before.types, after.types)
    .filter(() => !after.types.has('any'))
    .map((type) => `${at} no longer takes ${type}`),
  ...missing(after.required, before.required).map((name) => `${at}/${name} is required now`),
  ...(before.values === null && after.values !== null ? [`${at} takes only certain values now`] : []),
  ...missing(after.patterns, before.patterns).map((pattern) => `${at} has to match ${pattern} now`),
  ...[...after.most]
    .filter(([key, limit]) => limit < (before.most.get(key) ?? Infinity))
    .map(([key, limit]) => `${at} has a ${key} of ${limit} now`),
  ...[...after.least]
    .filter(([key, limit]) => limit > (before.least.get(key) ?? -Infinity))
    .map(([key, limit]) => `${at} has a ${key} of ${limit} now`),
]

const wider = (at: string, before: Flat, after: Flat): string[] => [
  ...missing(after.types, before.types)
    .filter(() => !before.types.has('any'))
    .map((type) => `${at} may be ${type} now`),
  ...missing(before.required, after.required)
    .filter((name) => after.fields.has(name))
    .map((name) => `${at}/${name} may be absent now`),
]

class Comparison {
  readonly #before: ApiDocument
  readonly #after: ApiDocument
  readonly #compared = new Set<string>()

  constructor(before: ApiDocument, after: ApiDocument) {
    this.#before = before
    this.#after = after
  }

  /** What refers to a named schema is compared once a direction, which also ends what holds itself. */
  #isKnown(direction: Direction, before: Schema, after: Schema): boolean {
    const key = `${direction} ${JSON.stringify([before, after])}`
    if (this.#compared.has(key)) return true
    if (key.includes('$ref')) this.#compared.add(key)
    return false
  }

  #schema(at: string, direction: Direction, before: Schema | undefined, after: Schema | undefined): string[] {
    if (!before || !after || this.#isKnown(direction, before, after)) return []
    const old = flat(before, this.#before.components.schemas)
    const now = flat(after, this.#after.components.schemas)
    const values = old.values && now.values ? missing(old.values, now.values) : []
    return [
      ...(direction === 'sent' ? narrower(at, old, now) : wider(at, old, now)),
      ...values.map((value) => `${at} no longer has the value ${value}`),
      ...[...old.fields].flatMap(([name, field]) =>
        now.fields.has(name)
          ? this.#schema(`${at}/${name}`, direction, field, now.fields.get(name))
          : [`${at}/${name} is gone`],
      ),
      ...this.#schema(`${at}/*`, direction, old.items, now.items),
      ...this.#schema(`${at}/*`, direction, old.others, now.others),
    ]
  }

  #content(at: string, direction: Direction, before: Content = {}, after: Content = {}): string[] {
    return Object.entries(before).flatMap(([type, { schema }]) =>
      after[type] ? this.#schema(at, direction, schema, after[type].schema) : [`${at} is no longer ${type}`],
    )
  }

  #parameters(at: string, before: Parameter[] = [], after: Parameter[] = []): string[] {
    const same = (one: Parameter) => (other: Parameter) => one.name === other.name && one.in === other.in
    const called = ({ in: place, name }: Parameter): string => `${at} ${place} ${name}`
    const gone = before.filter((one) => !after.some(same(one))).map((one) => `${called(one)} is gone`)
    const changed = after.flatMap((one) => {
      const old = before.find(same(one))
      const demanded = one.required === true && old?.required !== true ? [`${called(one)} is required now`] : []
      return [...demanded, ...this.#schema(called(one), 'sent', old?.schema, one.schema)]
    })
    return [...gone, ...changed]
  }

  #operation(at: string, before: DocumentedOperation, after: DocumentedOperation): string[] {
    const { requestBody: old } = before
    const { requestBody: now } = after
    const answers = Object.entries(before.responses).filter(([status]) => status.startsWith('2'))
    return [
      ...this.#parameters(at, before.parameters, after.parameters),
      ...(now?.required === true && old?.required !== true ? [`${at} needs a body now`] : []),
      ...this.#content(`${at} body`, 'sent', old?.content, now?.content),
      ...(before.security?.length === 0 && after.security?.length !== 0 ? [`${at} needs a token now`] : []),
      ...answers.flatMap(([status, answer]) => {
        const other = after.responses[status]
        if (!other) return [`${at} no longer answers ${status}`]
        const headers = missing(Object.keys(answer.headers ?? {}), new Set(Object.keys(other.headers ?? {})))
        return [
          ...headers.map((name) => `${at} ${status} header ${name} is gone`),
          ...this.#content(`${at} ${status}`, 'answered', answer.content, other.content),
        ]
      }),
    ]
  }

  lines(): string[] {
    return Object.entries(this.#before.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, operation]) => {
        const at = `${method.toUpperCase()} ${path}`
        const other = this.#after.paths[path]?.[method]
        return other ? this.#operation(at, operation, other) : [`${at} is gone`]
      }),
    )
  }
}

/**
 * What breaks a caller: an operation, a parameter, a field, a value, an answer, a header that is gone, an input that is required
 * or taken more narrowly, an answer that may be null or absent. New operations, optional inputs, fields and values of answers do not.
 */
export const breaksBetween = (before: ApiDocument, after: ApiDocument): string[] =>
  new Comparison(before, after).lines()

/** Whether the new version says that callers may break: the first number moves, or below 1.0.0 the second. */
export const saysSo = (before: string, after: string): boolean => {
  const [oldMajor = 0, oldMinor = 0] = before.split('.').map(Number)
  const [major = 0, minor = 0] = after.split('.').map(Number)
  return major > oldMajor || (major === 0 && oldMajor === 0 && minor > oldMinor)
}

// What every schema of the model is made with: names for the OpenAPI document, and the few shapes that repeat.
import * as z from 'zod/mini'
import en from 'zod/v4/locales/en.js'

// zod/mini takes 60 KB less of a bundle than zod and brings no messages. English ones are set here, where every schema
// passes by; `z.locales` would bring fifty languages.
z.config(en())

/** Any schema of the model, for whoever parses with one. */
export type Schema<T = unknown> = z.ZodMiniType<T>
/** One thing that is wrong with a parsed value, and where. */
export type Issue = z.core.$ZodIssue

/** Names a schema among the components of the OpenAPI document. */
export const named = <T extends z.ZodMiniType>(id: string, schema: T, more: z.core.GlobalMeta = {}): T => {
  z.globalRegistry.add(schema, { ...more, id })
  return schema
}

/** An object with a name and no fields but these. */
export const namedObject = <Shape extends z.core.$ZodLooseShape>(id: string, shape: Shape) =>
  named(id, z.strictObject(shape))

/** Text of at most so many characters (UTF-16 units, as JSON Schema's readers count them). */
export const textUpTo = (maxLength: number) => z.string().check(z.maxLength(maxLength))

/** Text of one form. */
export const matching = (form: RegExp, error?: string) => z.string().check(z.regex(form, error))

/** Text of at least one character. */
export const notEmpty = z.string().check(z.minLength(1, 'Must not be empty.'))

/** A list of at most so many items. */
export const listUpTo = <T extends z.ZodMiniType>(maxItems: number, item: T) =>
  z.array(item).check(z.maxLength(maxItems))

/** Refuses a list in which two items have the same key. */
export const distinct = <Item>(keyOf: (item: Item) => unknown, error: string) =>
  z.refine<readonly Item[]>((items) => new Set(items.map(keyOf)).size === items.length, error)

/** Revisions, and what else is counted from one. */
export const positiveInt = z.int().check(z.gte(1))

/** A share or a likelihood. */
export const fraction = z.number().check(z.gte(0), z.lte(1))

// A table behind a veil: some of its items cannot be seen, and what is written is kept aside and changes nothing.
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { keyText } from './derivedItems.ts'
import { type Item, type Key, type Page, type QueryInput, Table, type Write } from './table.ts'

/**
 * Whoever derives something over it does so as if the hidden items had never been, and leaves in `written` what it would
 * have put: conditions are not looked at, and what is only added to, as cells are, is not kept.
 */
export class VeiledTable extends Table {
  readonly written = new Map<string, Item>()
  readonly #hides: (key: Key) => boolean

  constructor(client: DynamoDBDocumentClient, name: string, hides: (key: Key) => boolean) {
    super(client, name)
    this.#hides = hides
  }

  override async get(key: Key, consistent = true): Promise<Item | undefined> {
    return this.#hides(key) ? undefined : super.get(key, consistent)
  }

  override async getAll(keys: readonly Key[], consistent = true): Promise<Item[]> {
    return super.getAll(
      keys.filter((key) => !this.#hides(key)),
      consistent,
    )
  }

  override async query(input: QueryInput): Promise<Page> {
    const { items, next } = await super.query(input)
    return { items: items.filter((item) => !this.#hides(item)), next }
  }

  override async update(): Promise<boolean> {
    return true
  }

  override async transact(writes: readonly Write[]): Promise<void> {
    for (const { put, delete: removed } of writes) {
      if (put) this.written.set(keyText(put), put)
      if (removed) this.written.delete(keyText(removed))
    }
  }
}

/** Lays a veil over the table: what it hides is told by its key. */
export type Veil = (hides: (key: Key) => boolean) => VeiledTable

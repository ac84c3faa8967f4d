// What is wrong with a chain of audit entries: each tampering by hand, with the fault that shows it.
import { expect, test } from 'vitest'
import { type Chain, hashOf, type StoredEntry, verifyChain } from '#domain/audit/verifyChain.ts'

/** Any function of the whole value will do: the rule does not know which. */
const fingerprint = (value: unknown): string => JSON.stringify(value)

const entryOf = (seq: number, previous: string | null, more: object = {}): StoredEntry => {
  const entry = { seq, record: 'c1', after: { title: `T${seq}` }, previous, ...more }
  return { position: seq, entry: { ...entry, hash: hashOf(entry, fingerprint) } }
}
const hash = (stored: StoredEntry | undefined): string => String(stored?.entry['hash'])
const first = entryOf(1, null)
const second = entryOf(2, hash(first))
const third = entryOf(3, hash(second))
const chain = (changes: Partial<Chain> = {}): Chain => ({
  record: 'c1',
  entries: [first, second, third],
  standing: { revision: 3, auditHash: hash(third) },
  sealed: [{ seq: 2, hash: hash(second) }],
  ...changes,
})
const at = (position: number, { entry }: StoredEntry): StoredEntry => ({ position, entry })
const edited = (stored: StoredEntry): StoredEntry => ({ ...stored, entry: { ...stored.entry, by: 'somebody else' } })
const rehashed = (stored: StoredEntry): StoredEntry => {
  const { entry } = edited(stored)
  return { ...stored, entry: { ...entry, hash: hashOf(entry, fingerprint) } }
}

test('a chain as it was written has no fault', () => {
  expect(verifyChain(chain(), fingerprint)).toEqual([])
  expect(verifyChain(chain({ sealed: [] }), fingerprint)).toEqual([])
})

test.each<[string, Partial<Chain>, string[]]>([
  ['an entry edited', { entries: [first, edited(second), third] }, ['2 edited']],
  [
    'an entry edited and hashed anew',
    { entries: [first, rehashed(second), third] },
    ['3 broken-link', '2 seal-differs'],
  ],
  ['the last entry edited and hashed anew', { entries: [first, second, rehashed(third)] }, ['3 record-differs']],
  ['an entry deleted', { entries: [first, third] }, ['3 missing', '3 broken-link', '2 seal-differs']],
  ['the first entry deleted', { entries: [second, third] }, ['2 missing', '2 broken-link']],
  [
    'two entries swapped',
    { entries: [at(1, second), at(2, first), third] },
    ['1 out-of-order', '1 broken-link', '2 out-of-order', '2 broken-link', '3 broken-link', '2 seal-differs'],
  ],
  ['an entry put in', { entries: [first, second, third, entryOf(4, hash(third))] }, ['4 record-differs']],
  ['the end cut off', { entries: [first, second] }, ['3 missing']],
  [
    'the end cut off, of the record too',
    { entries: [first], standing: { revision: 1, auditHash: hash(first) } },
    ['2 seal-differs'],
  ],
  ['all cut off', { entries: [] }, ['1 missing', '2 seal-differs']],
  ['the record gone', { standing: undefined }, ['3 record-missing']],
  ['the record set back', { standing: { revision: 2, auditHash: hash(second) } }, ['3 record-differs']],
  [
    'an entry of another record',
    {
      entries: [first, second, entryOf(3, hash(second), { record: 'c2' })],
      standing: { revision: 3, auditHash: hash(entryOf(3, hash(second), { record: 'c2' })) },
    },
    ['3 of-another-record'],
  ],
])('%s', (_name, changes, faults) => {
  expect(verifyChain(chain(changes), fingerprint).map(({ seq, fault }) => `${seq} ${fault}`)).toEqual(faults)
})

test('a chain rewritten whole with its record is shown by a seal, and without one by nothing', () => {
  const [a] = [rehashed(first)]
  const b = entryOf(2, hash(a))
  const c = entryOf(3, hash(b))
  const rewritten = { entries: [a, b, c] as StoredEntry[], standing: { revision: 3, auditHash: hash(c) } }

  expect(verifyChain(chain(rewritten), fingerprint)).toEqual([{ seq: 2, fault: 'seal-differs' }])
  expect(verifyChain(chain({ ...rewritten, sealed: [] }), fingerprint)).toEqual([])
})

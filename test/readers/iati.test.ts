// IATI files as bytes: streamed one activity at a time, and refused before they cost anything.
import { describe, expect, test } from 'vitest'
import { iatiActivities } from '#readers/iati.ts'
import { maxActivityLength } from '#readers/limits.ts'
import { activitiesIn, activityFile, activityText, allOf } from '#test/support/activities.ts'
import { bytesOf, refusalOf } from './pieces.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))

const titles = async (file: string | Uint8Array): Promise<(string | undefined)[]> =>
  (await activitiesIn(file)).map((one) =>
    'fault' in one
      ? one.fault
      : one.activity.children.find(({ name }) => name === 'title')?.children.map(({ text }) => text)[0],
  )

const refused = async (file: string | Uint8Array): Promise<string | undefined> => {
  const refusal = await refusalOf(async () => activitiesIn(file))
  return refusal && `${refusal.code}: ${refusal.message}`
}

describe('what is read', () => {
  test('activities come one at a time, whatever pieces the file comes in', async () => {
    const file = activityFile(activityText('', { id: 'A' }) + activityText('', { id: 'B' }))

    for (const size of [1, 7, 100_000]) {
      const found = await allOf(iatiActivities(() => bytesOf(utf8(file), size)))
      expect(found.map(({ row }) => row)).toEqual([1, 2])
    }
  })

  test('an activity alone is a file', async () => {
    expect(await titles(activityText())).toEqual(['Activity XM-T-1'])
  })

  test.each(['1.01', '1.04', '1.05', '2.01', '2.02', '2.03'])('version %s is read', async (version) => {
    expect(await titles(activityFile(activityText(), `version="${version}"`))).toHaveLength(1)
  })

  test('a file without a version is read as version 2', async () => {
    expect(await titles(activityFile(activityText(), ''))).toHaveLength(1)
  })

  test('elements and attributes of other namespaces are passed over, whatever their names', async () => {
    const file = activityFile(
      `<x:iati-activity><title><narrative>Not one</narrative></title></x:iati-activity>` +
        activityText(
          '<usg:title><narrative>Another</narrative></usg:title><budget xmlns="http://elsewhere.example"><value>9</value></budget>',
          { attributes: 'default-currency="USD" x:default-currency="EUR"' },
        ),
      'version="2.03" xmlns:x="http://x.example" xmlns:usg="http://usg.example"',
    )
    const [first] = await activitiesIn(file)

    expect(await titles(file)).toEqual(['Activity XM-T-1'])
    expect(first).toMatchObject({ activity: { attributes: { 'default-currency': 'USD' } } })
    expect(JSON.stringify(first)).not.toMatch(/Another|budget|x:/)
  })

  test('a document may give IATI a prefix or a default namespace', async () => {
    const prefixed = activityFile(activityText())
      .replaceAll(/<(\/?)(?=[a-z])/g, '<$1i:')
      .replace(' version="2', ' xmlns:i="u" version="2')

    expect(await titles(prefixed)).toEqual(['Activity XM-T-1'])
    expect(await titles(activityFile(activityText(), 'xmlns="http://iati.example" version="2.03"'))).toHaveLength(1)
  })

  test('results, documents and contacts are passed over', async () => {
    const [first] = await activitiesIn(
      activityFile(activityText('<result><title><narrative>R</narrative></title></result>')),
    )

    expect(JSON.stringify(first)).not.toContain('result')
  })

  test('one activity that is too large is a fault of its own; the others are read', async () => {
    const long = `<description><narrative>${'x'.repeat(1_000_000)}</narrative></description>`.repeat(
      Math.ceil(maxActivityLength / 1_000_000) + 1,
    )

    expect(await titles(activityFile(activityText(long) + activityText('', { id: 'B' })))).toEqual([
      expect.stringContaining('More than'),
      'Activity B',
    ])
  })
})

describe('encodings', () => {
  const text = activityText('', { title: '<title><narrative>Études à Abidjan</narrative></title>' })
  const declared = (encoding: string): string => activityFile(text).replace('UTF-8', encoding)

  test.each([
    ['UTF-8', utf8(activityFile(text))],
    ['UTF-8 with its mark', utf8(`\ufeff${activityFile(text)}`)],
    ['UTF-16 with its mark', utf16(declared('UTF-16'))],
    ['ISO-8859-1 as declared', new Uint8Array(Buffer.from(declared('ISO-8859-1'), 'latin1'))],
    ['UTF-8 that says it is UTF-16', utf8(declared('utf-16'))],
  ])('%s', async (_name, bytes) => {
    expect(await titles(bytes)).toEqual(['Études à Abidjan'])
  })

  test('a declared encoding is followed and not guessed', async () => {
    const bytes = new Uint8Array(Buffer.from(declared('windows-1251').replace('Études à Abidjan', 'XYZ'), 'latin1'))
    bytes.set([0xcc, 0xe8, 0xf0], Buffer.from(bytes).indexOf('XYZ'))

    expect(await titles(bytes)).toEqual(['Мир'])
  })

  test('bytes that do not fit the declared encoding are refused, and none is replaced', async () => {
    expect(await refused(new Uint8Array(Buffer.from(activityFile(text), 'latin1')))).toContain('not utf-8')
    expect(await refused(declared('ebcdic-cp-us'))).toContain('"ebcdic-cp-us" is not known')
  })
})

describe('what is refused', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>${activityText('&b;')}`
  const external = `<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd">${activityText()}`
  const parameter = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>${activityText()}`

  test.each([
    ['entities that expand', bomb, 'DTD'],
    ['an external document type', external, 'DTD'],
    ['parameter entities', parameter, 'DTD'],
    ['an entity that nobody declared', activityFile(activityText('&b;')), 'not well-formed'],
    ['100,000 elements deep', activityFile(`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`), 'nested more than'],
    [
      '100,000 elements deep in an activity',
      activityFile(activityText('<budget>'.repeat(100_000))),
      'nested more than',
    ],
    [
      'an element that is never closed',
      activityFile(activityText()).replace('</iati-activities>', ''),
      'not well-formed',
    ],
    ['a file that breaks off in a tag', activityFile(activityText()).slice(0, 300), 'not well-formed'],
    ['tags that cross', '<iati-activities><iati-activity></iati-activities></iati-activity>', 'not well-formed'],
    ['two roots', activityFile(activityText()) + activityText(), 'not well-formed'],
    ['another root', '<rss version="2.0"><channel/></rss>', 'The root is <rss>'],
    ['an organisation file', '<iati-organisations version="2.03"/>', 'organisation file'],
    ['version 3.01', activityFile(activityText(), 'version="3.01"'), 'IATI 3.01 is not read'],
    ['a version that does not exist', activityFile(activityText(), 'version="3"'), 'IATI 3 is not read'],
    ['no element at all', '<?xml version="1.0"?><!-- nothing -->', 'not well-formed'],
  ])('%s', async (_name, file, detail) => {
    const text = await refused(file)

    expect(text).toContain('unreadable-file')
    expect(text).toContain(detail)
  })

  test('one text or one document type without end, before it fills the memory', async () => {
    async function* endless(beginning: string): AsyncGenerator<Uint8Array> {
      yield utf8(beginning)
      for (let at = 0; at < 5000; at += 1) yield new Uint8Array(65_536).fill(120)
    }
    for (const beginning of [
      '<iati-activities><iati-activity><title><narrative>',
      '<!DOCTYPE a [',
      '<iati-activities a="',
    ]) {
      const refusal = await refusalOf(async () => allOf(iatiActivities(() => endless(beginning))))
      expect(refusal?.message).toContain('longer than')
    }
  })
})

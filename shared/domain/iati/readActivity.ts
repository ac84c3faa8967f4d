// One IATI activity becomes a row as any other: a contribution as it would be sent, its organizations still as written.
import type { ActivityParts, XmlElement } from '#model/activity.ts'
import { given } from '../imports/given.ts'
import type { ReadRow, SentByRow } from '../imports/readRow.ts'
import { attributeOf, childOf, Notes } from './elements.ts'
import { identifiersOf, linksOf, ownIdentifier } from './identifiers.ts'
import { moneyOf } from './money.ts'
import { alsoNamed, partiesIn } from './parties.ts'
import { modalityOf, periodOf, statusOfActivity } from './period.ts'
import { placesOf } from './places.ts'
import { sectorsOf } from './sectors.ts'
import { allTexts, textsOf } from './texts.ts'

/** Whatever file it came in: an activity is one and the same by its identifier. */
const source = 'IATI'

/** An activity before its sub-cluster is looked up in the taxonomy, which is not known here. */
export interface ReadActivity extends ActivityParts {
  read: ReadRow
  /** Another's data told again; its own report is what counts. */
  isSecondary: boolean
}

type Money = ReturnType<typeof moneyOf>

const identifierIn = (activity: XmlElement, notes: Notes): string | null => {
  const id = ownIdentifier(activity)
  if (id === null) notes.fault('iati-identifier', 'There is no identifier.')
  else if (id.length > 200) notes.fault('iati-identifier', 'At most 200 characters are taken.')
  return id
}

const sentOf = (activity: XmlElement, id: string | null, money: Money, notes: Notes): SentByRow => {
  const { title, ...texts } = textsOf(activity, notes)
  const period = periodOf(activity, money, notes)
  if (!money.money && !period && notes.faults.length === 0)
    notes.fault('activity-date', 'There is no start, no budget and no transaction.')
  return {
    title,
    ...given({
      ...texts,
      modality: modalityOf(activity),
      status: statusOfActivity(activity, money, notes),
      money: money.money,
      period,
      identifiers: identifiersOf(activity, notes),
      source: { document: source, ...given({ paragraph: id !== null && id.length <= 60 ? id : null }) },
    }),
  }
}

/** What is wrong is in `read.faults` under the element's name, what was assumed in `read.notes`. Nothing is looked up. */
export const readActivity = (activity: XmlElement): ReadActivity => {
  const notes = new Notes()
  const id = identifierIn(activity, notes)
  const { provider, implementers, reporter, isReceiving } = partiesIn(activity, notes)
  const { beneficiary, places } = placesOf(activity, notes)
  const money = moneyOf(activity, isReceiving, notes)
  const sent = sentOf(activity, id, money, notes)
  return {
    read: {
      id,
      source: 'iati',
      partner: provider?.name ?? '',
      implementers: implementers.map(({ name }) => name),
      beneficiary,
      reportedBy: (reporter ?? provider)?.name ?? null,
      revision: null,
      sent: { ...sent, ...given({ places }) },
      faults: notes.faults,
      notes: notes.notes,
      alsoNamed: alsoNamed([provider, reporter, ...implementers]),
    },
    transactions: money.transactions,
    sectors: sectorsOf(activity, allTexts(activity)),
    links: linksOf(activity),
    isSecondary: isSecondary(activity),
  }
}

const isSecondary = (activity: XmlElement): boolean =>
  ['1', 'true'].includes(attributeOf(childOf(activity, 'reporting-org'), 'secondary-reporter') ?? '')

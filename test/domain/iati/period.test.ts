// Activity dates and status codes.
import { describe, expect, test } from 'vitest'
import { detailsOf, readWith, transactionText } from '#test/support/activities.ts'

describe('dates and status', () => {
  const date = (type: number, day: string): string => `<activity-date type="${type}" iso-date="${day}"/>`

  test.each([
    [
      'actual before planned',
      date(1, '2018-01-01') + date(2, '2018-02-01') + date(3, '2019-01-01') + date(4, '2019-03-01'),
      { start: '2018-02-01', end: '2019-03-01' },
    ],
    [
      'an actual end before the start gives way to the planned one',
      date(2, '2018-02-01') + date(3, '2019-01-01') + date(4, '2017-01-01'),
      { start: '2018-02-01', end: '2019-01-01' },
    ],
    ['no end', date(2, '2018-02-01'), { start: '2018-02-01' }],
    [
      'a time and a zone',
      date(2, '2018-02-01T00:00:00Z') + date(3, '2018-03-01+02:00'),
      { start: '2018-02-01', end: '2018-03-01' },
    ],
  ])('%s', async (_name, dates, period) => {
    expect((await readWith('', { dates })).read.sent.period).toEqual(period)
  })

  test('without dates the money says when it began', async () => {
    const { read: row } = await readWith(transactionText('2', '5', '', '2018-05-05'), { dates: '' })

    expect(row.sent.period).toEqual({ start: '2018-05-05' })
  })

  test.each([
    ['an end before the start', date(2, '2018-02-01') + date(4, '2017-02-01'), 'is before the start'],
    ['more than 20 years', date(2, '2018-02-01') + date(4, '2058-02-01'), 'more than 20 years'],
    ['an end alone', date(4, '2018-02-01'), 'an end and no start'],
    ['nothing at all', '', 'There is no start, no budget and no transaction'],
  ])('%s is refused', async (_name, dates, detail) => {
    expect(detailsOf((await readWith('', { dates })).read.faults)).toContain(detail)
  })

  test.each([
    ['<activity-status code="1"/>', 'pipeline'],
    ['<activity-status code="2"/>', 'active'],
    ['<activity-status code="3"/>', 'completed'],
    ['<activity-status code="4"/>', 'completed'],
    ['<activity-status code="5"/>', 'cancelled'],
    ['<activity-status code="6"/>', 'suspended'],
    [`<activity-status code="1"/>${transactionText('12', '5')}`, 'pledged'],
    [`<activity-status code="1"/>${transactionText('2', '5')}`, 'committed'],
    ['', 'pipeline'],
  ])('%s is %s', async (more, status) => {
    expect((await readWith(more)).read.sent.status).toBe(status)
  })
})

// Promises 1 to 4 and 8 together: whatever is lost, doubled, late or refused, the end is that of a day without faults.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { plantedBugs } from './plantedBugs.ts'

/** 25, or SIMULATION_SEEDS (`.ci/run`: 100). More by hand: `npm run simulate -- --seeds 1000`. */
// oxlint-disable-next-line node/no-process-env
const seeds = Number(process.env['SIMULATION_SEEDS'] ?? 25)
const minutes = 60_000

/** As `npm run simulate` runs it: a process, whose clock and chance it may take over, and whose loader it may hook. */
const simulating = async (...words: string[]): Promise<{ code: number; said: string }> => {
  const child = spawn(process.execPath, ['test/simulation/simulate.ts', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  const [code] = (await once(child, 'close')) as [number]
  return { code, said }
}

describe('histories under faults', () => {
  test(`end as without faults, for ${seeds} seeds`, { timeout: 30 * minutes }, async () => {
    const { code, said } = await simulating('--seeds', String(seeds))

    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('All end as they would') })
    for (const fault of [
      'conflict',
      'dropped',
      'killed',
      'lostReply',
      'lostRequest',
      'repeated',
      'stale',
      'throttled',
      'unprocessed',
    ])
      expect(said).toMatch(new RegExp(`${fault} [1-9]`))
  })

  test('have the same trace every time that a seed is played', { timeout: 5 * minutes }, async () => {
    const one = await simulating('--seeds', '1', '--seed', '3', '--trace')
    const again = await simulating('--seeds', '1', '--seed', '3', '--trace')

    expect(one.said.split('\n').length).toBeGreaterThan(300)
    expect(again.said).toBe(one.said)
  })
})

describe('planted bugs', () => {
  test(`are caught, all ${plantedBugs.length}`, { timeout: 30 * minutes }, async () => {
    expect(plantedBugs.length).toBeGreaterThanOrEqual(20)

    const { code, said } = await simulating('--planted', '--seeds', '5')

    expect({ code, said }).toMatchObject({ code: 0, said: expect.not.stringContaining('MISSED') })
    for (const { name } of plantedBugs) expect(said).toContain(`: ${name} (`)
  })
})

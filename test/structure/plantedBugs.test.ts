// A bug can only be planted where the source still reads as its list says: told here, and not after minutes of simulation.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { planted } from '#test/simulation/plant.ts'
import { plantedBugs } from '#test/simulation/plantedBugs.ts'

test.each(plantedBugs)('can be planted: $name', (bug) => {
  const source = readFileSync(bug.file, 'utf8')

  expect(planted(source, bug)).not.toBe(source)
})

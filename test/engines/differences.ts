// What is known to differ between the engines that the store is tried on, and how a run is held against it.

export const engineNames = ['embedded', 'ministack', 'DynamoDB Local'] as const
export type EngineName = (typeof engineNames)[number]

export interface Difference {
  engine: EngineName
  /** The whole name of the test that fails there. */
  test: string
  because: string
}

/** Everything that differs. Nothing else may, and a difference that is gone is taken out. */
export const knownDifferences: readonly Difference[] = [
  {
    engine: 'ministack',
    test: 'numbers of 99999999999999999999999999999999999999 come back exact',
    because: 'it rounds numbers of 38 digits to 28 (1.000…E+38); DynamoDB keeps 38',
  },
]

/** Name of each test, and whether it passed. */
export type Outcomes = ReadonlyMap<string, boolean>

/** What a run on an engine says against the list, a line each; none when exactly the listed tests fail. */
export const complaints = (
  engine: EngineName,
  outcomes: Outcomes,
  known: readonly Difference[] = knownDifferences,
): string[] => {
  const listed = known.filter((difference) => difference.engine === engine)
  const names = new Set(listed.map(({ test }) => test))
  const failed = [...outcomes].filter(([name, passed]) => !passed && !names.has(name))
  return [
    ...(outcomes.size === 0 ? [`${engine}: not one test ran`] : []),
    ...failed.map(([name]) => `${engine}: fails and is no known difference: ${name}`),
    ...listed
      .filter(({ test }) => outcomes.get(test) === true)
      .map(({ test }) => `${engine}: passes, so that it is no difference any more: ${test}`),
  ]
}

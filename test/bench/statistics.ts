// Percentiles and means of a sample.

/** The smallest value that at least this share of the sample does not exceed (nearest rank). */
export const percentile = (sample: readonly number[], share: number): number => {
  const sorted = sample.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const least = (sample: readonly number[]): number => Math.min(...sample)

export const median = (sample: readonly number[]): number => percentile(sample, 0.5)

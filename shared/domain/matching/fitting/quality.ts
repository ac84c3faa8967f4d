// How well scores tell true pairs from others: precision, recall and F1 at one half, and how honest the scores are.

export interface Quality {
  precision: number
  recall: number
  f1: number
  /** The expected calibration error, in ten bins, of judged pairs scored 0.1 or more. */
  calibrationError: number
}

/** A judged pair: its score, and whether it is true. */
export interface Judged {
  score: number
  isTrue: boolean
}

const threshold = 0.5
const leastScore = 0.1
const bins = 10

/** The quality of scored pairs, of which `gold` would have been true, the unscored among them. */
export function qualityOf(pairs: Iterable<Judged>, gold: number): Quality {
  let [flagged, found, counted] = [0, 0, 0]
  const excess = Array.from({ length: bins }, () => 0)
  for (const { score, isTrue } of pairs) {
    if (score >= threshold) flagged++
    if (score >= threshold && isTrue) found++
    if (score < leastScore) continue
    counted++
    const bin = Math.min(bins - 1, Math.floor(score * bins))
    excess[bin] = (excess[bin] ?? 0) + score - (isTrue ? 1 : 0)
  }
  return {
    precision: found / Math.max(1, flagged),
    recall: found / Math.max(1, gold),
    f1: (2 * found) / Math.max(1, flagged + gold),
    calibrationError: excess.reduce((sum, value) => sum + Math.abs(value), 0) / Math.max(1, counted),
  }
}

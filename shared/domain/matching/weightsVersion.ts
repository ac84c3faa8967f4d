// The version of the weights by itself, for what says it and weighs nothing: the weights are fourteen kilobytes of a bundle.

/** That of `weights.json`, to which a test holds it. */
export const weightsVersion = '2026-11-24.4'

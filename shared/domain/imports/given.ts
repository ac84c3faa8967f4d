// What is not said is not there.

/** Without what is not said: an absent field and an empty cell are the same. */
export const given = <T extends object>(part: T): T => {
  const filled = { ...part }
  for (const name of Object.keys(filled))
    if ((Reflect.get(filled, name) ?? null) === null) Reflect.deleteProperty(filled, name)
  return filled
}

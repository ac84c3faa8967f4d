// What hangs together: the connected components of lists of ids.

/** Union-find over lists of ids that belong together: from an id to its group's root. */
export function components(joined: readonly string[][]): (id: string) => string {
  const parent = new Map<string, string>()
  const rootOf = (id: string): string => {
    let root = id
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next
    // Whoever asks again is there at once: a long chain of pairs would take its length for each of them.
    for (let at = id; at !== root;) {
      const next = parent.get(at) ?? root
      parent.set(at, root)
      at = next
    }
    return root
  }
  for (const [first = '', ...others] of joined)
    for (const other of others) {
      const [a, b] = [rootOf(first), rootOf(other)]
      if (a !== b) parent.set(b, a)
    }
  return rootOf
}

// Finds a name that a JSON object gives twice: parsers keep the last and say nothing, so that two readers may differ.

/** A string, or what opens, closes and separates. */
const token = /"(?:[^"\\]|\\.)*"|[{}[\],]/g

/** One set of names per open object, null per open list. */
type Open = (Set<string> | null)[]

const follow = (open: Open, mark: string): void => {
  if (mark === '{') open.push(new Set())
  else if (mark === '[') open.push(null)
  else if (mark !== ',') open.pop()
}

/** The first repeated name of a text that is valid JSON, as it is after escapes are read; undefined where none is. */
export const repeatedKey = (text: string): string | undefined => {
  const open: Open = []
  let isName = false
  for (const [found] of text.matchAll(token)) {
    const names = open.at(-1)
    const isText = found.startsWith('"')
    if (isText && isName && names) {
      const name = String(JSON.parse(found))
      if (names.has(name)) return name
      names.add(name)
    }
    if (!isText) follow(open, found)
    // A name follows what opens an object, and a comma in one.
    isName = !isText && (found === '{' || found === ',')
  }
  return undefined
}

// The offline matcher in a process of its own; the last line of its standard error says what it took.
const began = performance.now()
process.on('exit', () => {
  const { maxRSS } = process.resourceUsage()
  process.stderr.write(`${JSON.stringify({ seconds: (performance.now() - began) / 1000, megabytes: maxRSS / 1024 })}\n`)
})
await import('#functions/match/cli.ts')

// What a newcomer has: a tracker started for the first time, and a shell to paste into.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

type Environment = Record<string, string>

export const freePort = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? String(address.port) : ''
}

const start = (command: string, words: string[], environment: Environment): ChildProcessWithoutNullStreams => {
  const child = spawn(command, words, { env: { ...process.env, ...environment }, stdio: 'pipe' })
  child.stdout.setEncoding('utf8')
  child.stderr.setEncoding('utf8')
  return child
}

/** What was printed up to where `end` is found; a process that ends before is a failure with all that it said. */
const printedUntil = (child: ChildProcessWithoutNullStreams, end: RegExp): Promise<{ text: string; rest: string }> =>
  new Promise((resolve, reject) => {
    let text = ''
    let complaints = ''
    const onText = (more: string): void => {
      text += more
      const found = end.exec(text)
      if (!found) return
      stop()
      resolve({ text: text.slice(0, found.index), rest: found[0] })
    }
    const onComplaint = (more: string): void => {
      complaints += more
    }
    const onEnd = (code: number | null): void => {
      stop()
      reject(new Error(`It ended with ${code}: ${complaints}${text}`))
    }
    const stop = (): void => {
      child.stdout.off('data', onText)
      child.stderr.off('data', onComplaint)
      child.off('close', onEnd)
    }
    child.stdout.on('data', onText)
    child.stderr.on('data', onComplaint)
    child.on('close', onEnd)
  })

const patienceMilliseconds = 150_000

export interface Tracker {
  /** What it printed until it was ready. */
  welcome: string
  stop: () => Promise<void>
}

export const startTracker = async (environment: Environment): Promise<Tracker> => {
  const child = start(process.execPath, ['infra/local/start.ts'], environment)
  // One that never becomes ready is stopped, so that the failure shows what it said.
  const patience = setTimeout(() => child.kill('SIGKILL'), patienceMilliseconds)
  const { text } = await printedUntil(child, /^Ready .*$/m)
  clearTimeout(patience)
  const stop = async (): Promise<void> => {
    const ended = once(child, 'close')
    child.kill('SIGTERM')
    await ended
  }
  return { welcome: text, stop }
}

export interface Pasted {
  status: number
  output: string
}

export interface Shell {
  paste: (commands: string) => Promise<Pasted>
  close: () => Promise<void>
}

/** One shell for the whole tour: what a step sets, the next ones use. */
export const openShell = (environment: Environment): Shell => {
  const child = start('bash', ['--noprofile', '--norc'], environment)
  return {
    paste: async (commands) => {
      // Complaints go where the answers go, so that a failure shows them.
      child.stdin.write(`{\n${commands}\n} 2>&1 </dev/null\nprintf '\\n--- status %s\\n' "$?"\n`)
      const { text, rest } = await printedUntil(child, /\n--- status \d+\n/)
      return { status: Number(/\d+/.exec(rest)?.[0]), output: text }
    },
    close: async () => {
      const ended = once(child, 'close')
      child.stdin.end()
      await ended
    },
  }
}

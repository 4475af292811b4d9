import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A wire to a server that can be made slow, cut, or dead without a word. */
export interface Proxy {
  /** The address of `target` with the port of this wire. */
  url: string
  /** Every packet waits so long, in milliseconds; both ways. */
  delay(ms: number): void
  /** Both ends hear that the connections are gone; new ones are refused until `mend`. */
  cut(): void
  /** Nothing passes any more and nobody is told, for the connections there are and new ones; `mend` heals new ones only. */
  halfOpen(): void
  mend(): void
  close(): Promise<void>
}

/** Listens at a free port of loopback and passes on to `target`, a URL with host and port. */
export async function startProxy(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target)
  const pairs = new Set<Pair>()
  const state = { delayMs: 0, refuses: false, silent: false }
  const server = createServer((near) => {
    if (state.refuses) return void near.destroy()
    const pair: Pair = { near, far: connect(Number(port), hostname), dead: state.silent }
    pairs.add(pair)
    pass(pair, near, pair.far, state)
    pass(pair, pair.far, near, state)
    near.once('close', () => pairs.delete(pair))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const end = (): void => pairs.forEach(({ near, far }) => { near.destroy(); far.destroy() })
  return {
    url: Object.assign(new URL(target), { port: String((server.address() as AddressInfo).port), hostname: '127.0.0.1' }).toString(),
    delay: (ms) => (state.delayMs = ms),
    cut: () => { state.refuses = true; end() },
    halfOpen: () => { state.silent = true; pairs.forEach((pair) => (pair.dead = true)) },
    mend: () => { state.refuses = false; state.silent = false },
    close: async () => { const closed = once(server, 'close'); server.close(); end(); await closed },
  }
}

interface Pair { near: Socket; far: Socket; dead: boolean }

/** One direction. On a dead wire the far end never learns that the near one has gone: that is what makes it half-open. */
function pass(pair: Pair, from: Socket, to: Socket, state: { delayMs: number }): void {
  let last = Promise.resolve()
  from.on('error', () => undefined)
  from.on('data', (data) => {
    if (pair.dead) return
    if (state.delayMs === 0) return void to.write(data)
    const wait = sleep(state.delayMs)
    last = last.then(() => wait).then(() => void (pair.dead || to.writableEnded || to.write(data)))
  })
  from.on('close', () => { if (!pair.dead) to.destroy() })
}

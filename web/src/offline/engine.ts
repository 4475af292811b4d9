import { reactive } from 'vue'
import { type Anchor, serverTimeOf, type Stamp } from './clock.ts'
import { newUuid } from './ids.ts'
import { Ledger } from './ledger.ts'
import { type Answer, type Draft, nextBatch, number, type Operation, refuse, type Sent, settle, waitingOf } from './queue.ts'
import type { Vault } from './vault.ts'

interface Refused { failed: 'refused' | 'malformed'; code: string; message: string }
/** What became of a request: answered; no server there; not signed in any more; refused as a whole, or for the form of one of its operations. */
export type Outcome = { items: Answer[]; nextSequence: number; serverTime: number } | { failed: 'network' } | { failed: 'signed-out' } | Refused

/** The two requests of a queue. */
export interface Transport {
  send(sessionId: string, deviceId: string, operations: Sent[]): Promise<Outcome>
  /** What the server expects next of the device, and what time it is there. */
  place(sessionId: string, deviceId: string): Promise<Outcome>
}

export interface Surroundings {
  vault: Vault
  transport: Transport
  /** This moment, by the clocks of the device. */
  stamp(): Stamp
  /** Runs the work in one tab of the device at a time. */
  alone(work: () => Promise<void>): Promise<void>
  /** Tells the other tabs that what is kept has changed, and hears it from them. */
  tell(): void
  onTold(listener: () => void): void
  /** Waits so long, or until `wake` is called. */
  rest(milliseconds: number): Promise<void>
  wake(): void
}

export interface EngineState {
  /** Device time at which the server was first not reached; null while it answers. */
  offlineSince: number | null
  signedOut: boolean
  /** Why the server takes nothing of a session, by its id. */
  held: Record<string, string>
  /** Whether what is done here outlives the page. */
  lasting: boolean
}

const REST_MS = 1000
const LONGEST_REST_MS = 30_000
const FRESH_MS = 10 * 60_000
const SLEPT_MS = 60_000
/** So many exchanges without an operation less are too many. */
const MOST_IDLE = 6

/** Whether the time of the server must be asked anew: it is old, of another page, or the laptop slept or was set since. */
const isStale = (anchor: Anchor | null, now: Stamp): boolean =>
  !anchor || anchor.life !== now.life || now.count - anchor.count > FRESH_MS || Math.abs(now.wall - anchor.wall - (now.count - anchor.count)) > SLEPT_MS

/** The queue of one person on this device: on the screen at once, kept at once, sent in order as soon as the server is there. */
export async function startEngine(around: Surroundings): Promise<Engine> {
  const { vault } = around
  const deviceId = (await vault.read<string>('device')) ?? newUuid()
  await vault.write('device', deviceId).catch(() => undefined)
  const engine = new Engine(around, deviceId, (await vault.read<Anchor>('anchor')) ?? null)
  await engine.ledger.reload()
  around.onTold(() => void engine.ledger.reload())
  return engine
}

export class Engine {
  readonly ledger: Ledger
  readonly state: EngineState
  readonly #around: Surroundings
  readonly #deviceId: string
  /** What the server expects next, by session. */
  readonly #expected = new Map<string, number>()
  #anchor: Anchor | null
  #running: Promise<void> | null = null
  /** The session that is on the screen: by it the server is asked whether it is back. */
  #met: string | null = null
  #requested = false
  #stopped = false

  constructor(around: Surroundings, deviceId: string, anchor: Anchor | null) {
    this.#around = around
    this.#deviceId = deviceId
    this.#anchor = anchor
    this.state = reactive({ offlineSince: null, signedOut: false, held: {}, lasting: around.vault.lasting })
    this.ledger = new Ledger(around.vault, () => around.tell(), () => void (this.state.lasting = false))
  }

  add(sessionId: string, draft: Draft): Operation {
    return this.ledger.add(sessionId, draft, this.#around.stamp(), this.#anchor, () => void this.flush())
  }

  /** Asks the server where it is with this device in a session, so that an outage finds its time known; true when it answered. */
  async meet(sessionId: string): Promise<boolean> {
    this.#met = sessionId
    return this.#take(sessionId, await this.#around.transport.place(sessionId, this.#deviceId), [])
  }

  /** Sends what waits; resolves when there is nothing more to do for now. */
  flush(): Promise<void> {
    this.#around.wake()
    this.#requested = true
    this.#running ??= this.#around.alone(async () => {
      await this.ledger.reload()
      await this.#sendAll()
    }).finally(() => {
      this.#running = null
      // Something came while the last turn was ending.
      if (this.#requested && !this.#stopped) void this.flush()
    })
    return this.#running
  }

  /** Signed in again, or asked to by a person: what was held is tried again. */
  retry(): void {
    this.state.signedOut = false
    this.state.held = {}
    void this.flush()
  }

  stop(): void {
    this.#stopped = true
    this.#around.wake()
  }

  #toSend = (): string[] => [...new Set(waitingOf(this.ledger.operations.value).map((o) => o.sessionId))].filter((id) => this.state.held[id] === undefined)

  /** Sessions to turn to: those with something to send; without any, the one on the screen as long as the server is away, so that it is known to be back. */
  #toAsk(): string[] {
    const waiting = this.#toSend()
    return waiting.length === 0 && this.state.offlineSince !== null && this.#met !== null ? [this.#met] : waiting
  }

  async #sendAll(): Promise<void> {
    this.#requested = false
    for (let failures = 0, idle = 0; !this.#stopped && !this.state.signedOut && this.#toAsk().length > 0; ) {
      await this.ledger.settled()
      const before = this.ledger.waiting.value
      let useful = false
      for (const sessionId of this.#toAsk()) useful = (await this.#exchange(sessionId)) || useful
      idle = this.ledger.waiting.value < before ? 0 : idle + 1
      if (useful && idle < MOST_IDLE) failures = 0
      else if (useful || this.state.offlineSince !== null) {
        failures += 1
        await this.#around.rest(Math.min(LONGEST_REST_MS, REST_MS * 2 ** (failures - 1)) * (0.75 + Math.random() / 2))
      } else if (this.ledger.operations.value.every(this.ledger.isPlaced)) break
    }
  }

  /** One exchange for a session; false when it is no use to go on at once. */
  async #exchange(sessionId: string): Promise<boolean> {
    const next = this.#expected.get(sessionId)
    if (next === undefined || this.state.offlineSince !== null || isStale(this.#anchor, this.#around.stamp())) return this.meet(sessionId)
    const all = this.ledger.operations.value
    const places = new Map(number(all.filter((o) => o.sessionId === sessionId && this.ledger.isPlaced(o)), next).map((o) => [o.id, o.sequence]))
    // Kept before they are sent, so that a page that comes back sends them under the same places.
    await this.ledger.put(all.map((o) => (places.has(o.id) && places.get(o.id) !== o.sequence ? { ...o, sequence: places.get(o.id) ?? null } : o)))
    const batch = nextBatch(this.ledger.operations.value.filter((o) => places.has(o.id)))
    return batch.length === 0 ? false : this.#take(sessionId, await this.#send(sessionId, batch), batch)
  }

  #send = (sessionId: string, batch: readonly Operation[]): Promise<Outcome> => this.#around.transport.send(sessionId, this.#deviceId, batch.map((o) => this.#wire(o)))

  async #take(sessionId: string, outcome: Outcome, batch: readonly Operation[]): Promise<boolean> {
    if ('items' in outcome) {
      this.#heard(outcome.serverTime)
      this.#expected.set(sessionId, outcome.nextSequence)
      await this.ledger.put(settle(this.ledger.operations.value, outcome.items))
      return true
    }
    if (outcome.failed === 'network') this.state.offlineSince ??= this.#around.stamp().wall
    else if (outcome.failed === 'signed-out') this.state.signedOut = true
    else return this.#takeRefusal(sessionId, outcome, batch)
    return false
  }

  /** A request refused for its form holds an operation that can never pass: it is found by halves, so that the others do. */
  async #takeRefusal(sessionId: string, { failed, code, message }: Refused, batch: readonly Operation[]): Promise<boolean> {
    this.state.offlineSince = null
    const [first] = batch
    if (failed === 'refused' || !first) {
      this.state.held = { ...this.state.held, [sessionId]: message }
      return false
    }
    if (batch.length > 1) {
      const half = batch.slice(0, Math.ceil(batch.length / 2))
      return this.#take(sessionId, await this.#send(sessionId, half), half)
    }
    await this.ledger.put(refuse(this.ledger.operations.value, first.id, code, message))
    return true
  }

  #heard(server: number): void {
    this.state.offlineSince = null
    this.#anchor = { ...this.#around.stamp(), server }
    void this.#around.vault.write('anchor', this.#anchor).catch(() => undefined)
  }

  /** An operation as it is sent: with the time of the speech reckoned against what the server told before and tells now. */
  #wire(o: Operation): Sent {
    const now = this.#around.stamp()
    const time = this.#anchor ? serverTimeOf(o.done, o.known, { ...now, server: this.#anchor.server + (now.count - this.#anchor.count) }) : null
    const from = o.known ? Math.round(o.known.server) : time
    return {
      id: o.id, sequence: o.sequence ?? 1, kind: o.kind, format: 1, payload: o.payload,
      ...(o.basedOn === undefined ? {} : { basedOn: o.basedOn }), ...(o.replaces ? { replaces: o.replaces } : {}),
      ...(time === null || from === null ? {} : { knownAt: new Date(from).toISOString(), elapsedMs: Math.max(0, Math.round(time - from)) }),
    }
  }
}

import { computed, ref } from 'vue'
import { type Engine, type Outcome, startEngine, type Surroundings } from '../src/offline/engine.ts'
import { newUuid } from '../src/offline/ids.ts'
import { type Operation, type Sent, toAnswer } from '../src/offline/queue.ts'
import { openVault, type Vault } from '../src/offline/vault.ts'
import { positionsByCell } from '../src/sessions/model.ts'
import { overlay } from '../src/sessions/overlay.ts'
import { indexOf, saidBy, standingOf, wordingsMade } from '../src/sessions/standing.ts'
import type { Board, BoardHolder, BoardPoint } from '../src/sessions/types.ts'
import { useAnswers } from '../src/sessions/useAnswers.ts'
import type { Caller } from './room-api.ts'

/** What the network does to a request: it never arrives; its answer never does; it arrives twice; an old one arrives again before it. */
export type Fault = 'fine' | 'lost' | 'unanswered' | 'twice' | 'late'

/** A console without a screen: the queue, the cells and the answers of the product, over a network that a test decides. */
export class Facilitator {
  readonly sessionId: string
  readonly everything = ref<readonly Operation[]>([])
  readonly operations = computed(() => this.everything.value.filter((o) => o.sessionId === this.sessionId))
  board: Board
  cut = false
  readonly #caller: Caller
  readonly #vault: Vault
  readonly #faults: () => Fault
  #engine: Engine | null = null
  #read = new Set<string>()
  #undone = new Set<string>()
  #life = newUuid()
  #busy = false
  #wake: () => void = () => undefined
  #old: { deviceId: string; operations: Sent[] } | null = null

  private constructor(caller: Caller, board: Board, vault: Vault, faults: () => Fault) {
    this.#caller = caller
    this.board = board
    this.sessionId = board.session.id
    this.#vault = vault
    this.#faults = faults
  }

  /** Opens the console; it has met the server before the network goes. */
  static async open(caller: Caller, sessionId: string, faults: () => Fault): Promise<Facilitator> {
    const made = new Facilitator(caller, await caller.get<Board>(`sessions/${sessionId}/board`), await openVault(sessionId), faults)
    await made.reopen()
    await made.engine.meet(sessionId)
    return made
  }

  get engine(): Engine {
    if (!this.#engine) throw new Error('the console is not open')
    return this.#engine
  }

  /** Closes the page as it stands and opens another one: only what is kept comes back. */
  async reopen(): Promise<void> {
    await this.#engine?.ledger.settled()
    this.#engine?.stop()
    await this.#turns()
    this.#life = newUuid()
    this.#read = new Set()
    this.#engine = await startEngine(this.#surroundings())
    this.#sync()
  }

  #surroundings(): Surroundings {
    return {
      vault: this.#vault,
      transport: { send: (_, deviceId, operations) => this.#send(deviceId, operations), place: (_, deviceId) => (this.cut ? Promise.resolve({ failed: 'network' }) : this.#place(deviceId)) },
      stamp: () => ({ wall: Date.now(), count: performance.now(), life: this.#life }),
      alone: async (work) => {
        this.#busy = true
        await work().finally(() => (this.#busy = false))
      },
      tell: () => undefined,
      onTold: () => undefined,
      // Without a network it rests until something wakes it; with one it tries again at once.
      rest: () => (this.cut ? new Promise((resolve) => {
        this.#busy = false
        this.#wake = () => {
          this.#busy = true
          resolve()
        }
      }) : Promise.resolve()),
      wake: () => {
        const wake = this.#wake
        this.#wake = () => undefined
        wake()
      },
    }
  }

  async #send(deviceId: string, operations: Sent[]): Promise<Outcome> {
    const fault = this.cut ? 'lost' : this.#faults()
    if (fault === 'lost') return { failed: 'network' }
    const body = { deviceId, operations }
    if (fault === 'late' && this.#old) await this.#post(this.#old)
    this.#old = body
    const [outcome] = await Promise.all(fault === 'twice' ? [this.#post(body), this.#post(body)] : [this.#post(body)])
    return fault === 'unanswered' ? { failed: 'network' } : outcome
  }

  async #post(body: object): Promise<Outcome> {
    const { items, nextSequence, serverTime } = await this.#caller.post<Taken>(`sessions/${this.sessionId}/operations`, body)
    return { items, nextSequence, serverTime: Date.parse(serverTime) }
  }

  async #place(deviceId: string): Promise<Outcome> {
    const { nextSequence, serverTime } = await this.#caller.get<Taken>(`sessions/${this.sessionId}/operations?deviceId=${deviceId}&limit=1`)
    return { items: [], nextSequence, serverTime: Date.parse(serverTime) }
  }

  /** Resolves when what was done so far is kept and sent, or waits for the network. */
  async quiet(): Promise<void> {
    if (!this.cut) this.engine.flush().catch(() => undefined)
    await this.#turns()
    this.#sync()
  }

  async #turns(): Promise<void> {
    for (let still = 0; still < 3; still = this.#busy ? 0 : still + 1) {
      await this.#engine?.ledger.settled()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  #sync = (): void => void (this.everything.value = this.engine.ledger.operations.value)

  /** Reads the board: what was answered before stands in it. */
  async look(): Promise<void> {
    if (this.cut) return
    const done = this.operations.value.filter((o) => o.status === 'applied' || o.status === 'discarded').map((o) => o.id)
    this.board = await this.#caller.get<Board>(`sessions/${this.sessionId}/board`)
    this.#read = new Set([...this.#read, ...done])
    await this.engine.ledger.forget(done)
  }

  #made = (): Map<string, string> => wordingsMade(this.operations.value, this.board)
  #known = () => ({ operations: this.operations.value, rows: positionsByCell(this.board.here), read: this.#read, made: this.#made() })
  shown = (): Board => overlay(this.board, this.operations.value, this.#read)

  /** What every cell shows, who has left and which wordings are in force. */
  state(): Record<string, unknown> {
    const { points, holders } = this.shown()
    const made = this.#made()
    const cells = points.flatMap((p) => holders.map((h): [string, unknown] => {
      const { own, row } = standingOf(p, h.id, this.#known())
      const { state, value } = own ? saidBy(own) : (row ?? { state: null, value: null })
      return [`${p.id}/${h.id}`, state === null ? null : `${state} ${value ?? ''}`]
    }))
    return {
      ...Object.fromEntries(cells),
      ...Object.fromEntries(holders.map((h) => [h.id, `${h.attendance?.status} ${h.attendance?.leftAt !== null}`])),
      ...Object.fromEntries(points.map((p) => [p.id, `${made.get(p.versionId) ?? p.versionId} ${p.statement}`])),
    }
  }

  #add = (draft: Parameters<Engine['add']>[1]): string => {
    const { id } = this.engine.add(this.sessionId, draft)
    this.#sync()
    return id
  }

  record(point: BoardPoint, holder: BoardHolder, value: number): void {
    const { own, basedOn, replaces } = standingOf(point, holder.id, this.#known())
    if (own && replaces) this.#answers.supersede(own)
    this.#add({ kind: 'position.record', payload: { pointId: point.id, pointVersionId: point.versionId, holderId: holder.id, mandateId: holder.mandateId, state: 'stated', value, reason: '', reservation: '', condition: '' }, basedOn, ...(replaces ? { replaces } : {}) })
  }

  undo(): void {
    const { taken } = indexOf(this.#known())
    const last = this.operations.value.findLast((o) => o.kind === 'position.record' && o.status !== 'discarded' && !taken.has(o.id) && !this.#undone.has(o.id))
    if (!last) return
    this.#undone.add(last.id)
    if (last.status === 'refused' || last.status === 'conflict') this.#answers.discard(last)
    else this.#add({ kind: 'position.withdraw', payload: { positionId: last.id } })
  }

  attend({ id, attendance }: BoardHolder, part: { left: boolean } | { status: 'present' | 'absent' }): void {
    if (attendance) this.#add({ kind: 'attendance.set', payload: { stakeholderId: id, ...part, was: { status: attendance.status, left: attendance.leftAt !== null } } })
  }

  reword(point: BoardPoint, statement: string): void {
    this.#add({ kind: 'point.reword', payload: { pointId: point.id, statement, reason: 'Entendu en séance.' }, basedOn: point.versionId })
  }

  addPoint(title: string): void {
    this.#add({ kind: 'point.create', payload: { title, statement: `${title} : le texte.` } })
  }

  get #answers() {
    return useAnswers({
      operations: this.operations,
      add: this.#add,
      change: (ids, part) => {
        void this.engine.ledger.change(ids, part)
        this.#sync()
      },
      newerWording: (o) => this.#newerWording(o),
      standsOn: (point, holderId) => standingOf(point, holderId, this.#known()).basedOn,
    })
  }

  #newerWording(operation: Operation): BoardPoint | undefined {
    if (operation.kind !== 'position.record') return undefined
    const point = this.shown().points.find((p) => p.id === operation.payload['pointId'])
    const said = saidBy(operation).pointVersionId
    return point && point.versionId !== (this.#made().get(said) ?? said) ? point : undefined
  }

  open = (): Operation[] => toAnswer(this.operations.value)

  /** Answers the first entry that asks for it: sent again, or let go. False when there is none. */
  answer(mine: boolean): boolean {
    const [entry] = this.open()
    if (!entry) return false
    if (mine) this.#answers.resend(entry)
    else this.#answers.discard(entry)
    this.#sync()
    return true
  }

  stop(): void {
    this.engine.stop()
  }
}

interface Taken { items: Extract<Outcome, { items: unknown }>['items']; nextSequence: number; serverTime: string }

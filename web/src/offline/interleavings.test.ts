// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexOf, type Known, saidBy, standingOf } from '../sessions/standing.ts'
import type { BoardPosition } from '../sessions/types.ts'
import { type Answer, nextBatch, number, type Operation, type Sent, settle, toAnswer, waitingOf } from './queue.ts'

const HOLDERS = ['h0', 'h1', 'h2']
const point = { id: 'p', versionId: 'v' }
interface Row extends BoardPosition { withdrawn: boolean }

/** The server, as decision 0012 describes it: each operation once, in the order of its device, by what it was based on. */
class Server {
  rows: Row[] = []
  answers = new Map<string, Answer>()
  bases = new Map<string, string | null>()
  next = [1, 1]

  take(device: number, sent: Sent[]): { items: Answer[]; next: number } {
    const items = [...sent].sort((a, b) => a.sequence - b.sequence).map((operation) => {
      const known = this.answers.get(operation.id)
      if (known) return known
      if (operation.sequence > (this.next[device] ?? 1)) return this.answer(operation, { status: 'waiting', code: 'operation-out-of-order' })
      if (operation.sequence < (this.next[device] ?? 1)) return this.answer(operation, { status: 'refused', code: 'operation-sequence-taken' })
      const answer = this.apply(operation)
      this.answers.set(operation.id, answer)
      this.bases.set(operation.id, operation.basedOn ?? null)
      this.next[device] = (this.next[device] ?? 1) + 1
      return answer
    })
    return { items, next: this.next[device] ?? 1 }
  }

  standing = (holderId: string): Row | undefined => this.rows.findLast((r) => r.holderId === holderId && !r.withdrawn)

  private apply(operation: Sent): Answer {
    const { positionId } = operation.payload as { positionId?: string }
    if (operation.kind === 'position.withdraw') {
      const target = this.answers.get(positionId ?? '')
      const row = this.rows.find((r) => r.id === (target?.result?.id ?? positionId))
      if (row && target?.code !== 'operation-said-already') row.withdrawn = true
      return this.answer(operation, { status: 'applied', result: row ? { type: 'position', id: row.id } : null })
    }
    const said = saidBy({ payload: operation.payload as Record<string, unknown> })
    const standing = this.standing(said.holderId)
    const base = this.answers.get(operation.basedOn ?? '')?.result?.id ?? operation.basedOn
    const baseRow = this.rows.find((r) => r.id === base)
    const seen = !standing || base === standing.id || (baseRow?.withdrawn === true && baseRow.holderId === said.holderId && baseRow.statedAt > standing.statedAt)
    if (!seen && standing.value === said.value) return this.answer(operation, { status: 'applied', code: 'operation-said-already', result: { type: 'position', id: standing.id } })
    if (!seen) return this.answer(operation, { status: 'conflict', code: 'operation-conflict', current: { position: standing as never, attendance: null, version: null } })
    const row = { ...said, id: `row-${operation.id}`, pointId: 'p', versionId: 'v', versionNumber: 1, statedAt: String(this.rows.length).padStart(6, '0'), withdrawn: false } as unknown as Row
    this.rows.push(row)
    return { ...this.answer(operation, { status: 'applied', result: { type: 'position', id: row.id } }), saidAt: row.statedAt }
  }

  private answer = ({ id, sequence }: Sent, part: Partial<Answer>): Answer => ({ id, sequence, status: 'applied', saidAt: null, code: '', message: '', result: null, current: null, ...part }) as Answer
}

/** A console: the pure functions of the queue and of the cells, and what it last read. */
class Console {
  operations: Operation[] = []
  rows = new Map<string, BoardPosition>()
  read = new Set<string>()
  next = 1
  private lastSent: Sent[] = []
  readonly device: number
  readonly server: Server

  constructor(device: number, server: Server) {
    this.device = device
    this.server = server
  }

  known = (): Known => ({ operations: this.operations, rows: this.rows, read: this.read, made: new Map() })
  standing = (holderId: string) => standingOf(point, holderId, this.known())
  shown(holderId: string): number | null {
    const { own, row } = this.standing(holderId)
    return own ? saidBy(own).value : (row?.value ?? null)
  }

  add(kind: string, payload: Record<string, unknown>, more: Partial<Operation> = {}): void {
    const order = this.operations.length + 1
    this.operations.push({ id: `${this.device}-${order}`, sessionId: 's', order, sequence: null, kind, payload, done: { wall: 0, count: 0, life: '' }, known: null, status: 'waiting', code: '', message: '', resultId: null, saidAt: null, current: null, ...more })
  }

  record(holderId: string, value: number): void {
    const { basedOn, replaces } = this.standing(holderId)
    this.add('position.record', { pointVersionId: 'v', holderId, state: 'stated', value }, { basedOn, ...(replaces ? { replaces } : {}) })
    if (replaces) this.operations = this.operations.map((o) => (o.id === replaces ? { ...o, status: 'discarded' } : o))
  }

  undo(): void {
    const { taken } = indexOf(this.known())
    const last = this.operations.findLast((o) => o.kind === 'position.record' && (o.status === 'waiting' || o.status === 'applied') && !taken.has(o.id))
    if (last) this.add('position.withdraw', { positionId: last.id })
  }

  /** One request over a network that loses it, loses its answer, brings an old one again, or does what it should. */
  send(network: 'lost' | 'unanswered' | 'late' | 'fine'): void {
    if (network === 'late') return void this.server.take(this.device, this.lastSent)
    this.operations = number(this.operations, this.next)
    const batch = nextBatch(this.operations).slice(0, 4).map(({ id, sequence, kind, payload, basedOn }) => ({ id, sequence: sequence ?? 0, kind, payload, basedOn }) as unknown as Sent)
    if (batch.length === 0 || network === 'lost') return
    this.lastSent = batch
    const { items, next } = this.server.take(this.device, batch)
    if (network === 'unanswered') return
    this.next = next
    this.operations = settle(this.operations, items)
  }

  look(): void {
    this.rows = new Map(HOLDERS.flatMap((h) => {
      const row = this.server.standing(h)
      return row ? [[`p/${h}`, { ...row }]] : []
    }))
    this.read = new Set(this.operations.filter((o) => o.status === 'applied').map((o) => o.id))
  }

  answer(mine: boolean): boolean {
    const [open] = toAnswer(this.operations)
    if (!open) return false
    const { holderId, value } = saidBy(open)
    this.operations = this.operations.map((o) => ((o.status === 'conflict' || o.status === 'refused') && saidBy(o).holderId === holderId && o.order <= open.order ? { ...o, status: 'discarded' } : o))
    if (mine) this.add('position.record', { ...open.payload, value }, { basedOn: open.current?.position?.id ?? null, replaces: open.id })
    return true
  }

  settle(): void {
    for (let i = 0; i < 200 && waitingOf(this.operations).length > 0; i += 1) this.send('fine')
    this.look()
  }
}

const who = fc.constantFrom(0, 1)
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('record' as const), who, holder: fc.constantFrom(...HOLDERS), value: fc.integer({ min: -2, max: 2 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), who, network: fc.constantFrom('lost' as const, 'unanswered' as const, 'late' as const, 'fine' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('look' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('answer' as const), who, mine: fc.boolean() }) },
)

describe('two facilitators, two devices, one bad network (R-08)', () => {
  it('R-08: end in the same state after any interleaving: nothing lost, nothing twice, in order, and what differed was shown', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), fc.infiniteStream(fc.boolean()), (steps, choices) => {
      const server = new Server()
      const both = [new Console(0, server), new Console(1, server)]
      for (const s of steps) {
        const one = both[s.who] as Console
        if (s.do === 'record') one.record(s.holder, s.value)
        else if (s.do === 'send') one.send(s.network)
        else if (s.do === 'look') one.look()
        else if (s.do === 'undo') one.undo()
        else one.answer(s.mine)
      }
      // The network is back: both send, look and answer until nobody has anything left to answer.
      for (let round = 0; round < 100; round += 1) {
        for (const one of both) one.settle()
        if (!both.map((one) => one.answer(choices.next().value === true)).some(Boolean)) break
      }
      for (const one of both) one.settle()
      for (const one of both) {
        for (const h of HOLDERS) expect(one.shown(h)).toBe(server.standing(h)?.value ?? null)
        expect(one.operations.filter((o) => ['waiting', 'refused', 'conflict'].includes(o.status))).toEqual([])
        const records = one.operations.filter((o) => o.kind === 'position.record')
        // Each was applied once, was the same as what stood, or was in conflict, shown with what opposed it, and answered.
        for (const o of records) {
          const rows = server.rows.filter((r) => r.id === `row-${o.id}`).length
          expect(rows).toBe(o.status === 'applied' && o.code === '' ? 1 : 0)
          expect(o.status).toBe(server.answers.get(o.id)?.status === 'conflict' ? 'discarded' : 'applied')
          if (o.status === 'discarded') expect(o.current?.position).toBeTruthy()
        }
        const own = server.rows.filter((r) => r.id.startsWith(`row-${one.device}-`)).map((r) => r.id)
        expect(own).toEqual(records.filter((o) => own.includes(`row-${o.id}`)).map((o) => `row-${o.id}`))
      }
    }), { numRuns: 10_000 })
  }, 300_000)
})

import { randomUUID } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import type { Client } from './app.ts'
import { holderId, type Made } from './sessions.ts'

export interface Answer { id: string; sequence: number; status: string; code: string; message: string; saidAt: string | null; result: { type: string; id: string } | null; current: { position: { id: string; value: number; recordedByName: string } | null; attendance: { status: string } | null; version: { id: string; statement: string } | null } | null }
export interface Answers { items: Answer[]; nextSequence: number; serverTime: string }
export interface Sent { id: string; sequence: number; kind: string; payload: Record<string, unknown>; basedOn?: string | null; replaces?: string; knownAt?: string; elapsedMs?: number; format?: number; textReason?: string }

/** A device with a queue of its own: makes operations in order, sends what it is told to. */
export class Device {
  readonly id = randomUUID()
  readonly made: Made
  readonly #client: Client
  #sequence = 0

  constructor(client: Client, made: Made) {
    this.#client = client
    this.made = made
  }

  make(kind: string, payload: Record<string, unknown>, more: Partial<Sent> = {}): Sent {
    this.#sequence += 1
    return { id: randomUUID(), sequence: this.#sequence, kind, payload, ...more }
  }

  position(holder: string, value: number, more: Partial<Sent> = {}, payload: object = {}): Sent {
    return this.make('position.record', { pointVersionId: this.made.versionId, holderId: holderId(holder), state: 'stated', value, ...payload }, more)
  }

  post(operations: Sent[], headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    return this.#client.post(`sessions/${this.made.sessionId}/operations`, { deviceId: this.id, operations }, { headers })
  }

  async send(...operations: Sent[]): Promise<Answer[]> {
    const answer = await this.post(operations)
    if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`)
    return answer.json<Answers>().items
  }
}

import { schema } from '@convergence/db'
import type { LightMyRequestResponse } from 'fastify'
import type { Client, TestApp } from '../app.ts'
import type { Judge } from './conformance.ts'
import { examplesIn, type Operation, urlOf } from './document.ts'

export interface Request { params: Record<string, string>; query: Record<string, string>; body: unknown }

export const baseOf = (operation: Operation): Request => ({ params: examplesIn(operation, 'path'), query: {}, body: operation.bodyExample })

const PER_SIGN_IN = 2000

/** Sends requests as one client, judges every answer by the document, and counts. */
export class Fuzzer {
  readonly faults: string[] = []
  readonly #t: TestApp
  readonly #judge: Judge
  readonly #signIn: () => Promise<Client>
  #client: Client | undefined
  #left = 0
  readonly #counts = new Map<string, number>()

  constructor(t: TestApp, judge: Judge, signIn: () => Promise<Client>) {
    this.#t = t
    this.#judge = judge
    this.#signIn = signIn
  }

  async send(operation: Operation, request: Request, ifMatch = '*'): Promise<LightMyRequestResponse> {
    const first = await this.#ask(operation, request, ifMatch)
    // Guesses of links and codes are counted per source: forgotten, or the refusal of guessers alone would be tried.
    if (first.statusCode === 429) await this.#t.db.delete(schema.signInFailures)
    const answer = first.statusCode === 429 ? await this.#ask(operation, request, ifMatch) : first
    this.#counts.set(operation.id, (this.#counts.get(operation.id) ?? 0) + 1)
    const fault = answer.statusCode === 429 ? 'a limit of requests answers in its place' : this.#judge.fault(operation, answer)
    if (fault) this.blame(operation, request, fault)
    return answer
  }

  async #ask(operation: Operation, request: Request, ifMatch: string): Promise<LightMyRequestResponse> {
    const client = await this.#freshClient()
    return this.#t.app.inject({
      method: operation.method,
      url: urlOf(operation, request.params, request.query),
      headers: { cookie: client.cookie, 'if-match': ifMatch, ...(request.body === undefined ? {} : { 'content-type': operation.bodyType ?? 'application/json' }) },
      ...(request.body === undefined ? {} : { payload: JSON.stringify(request.body) }),
    })
  }

  /** Requests are limited per credential: a new sign-in before that, or the limit alone would be tried. */
  async #freshClient(): Promise<Client> {
    if (!this.#client || this.#left === 0) {
      this.#client = await this.#signIn()
      this.#left = PER_SIGN_IN
    }
    this.#left -= 1
    return this.#client
  }

  blame(operation: Operation, request: Request, fault: string): void {
    this.faults.push(`${operation.id} ${JSON.stringify(request, (_, v: unknown) => (typeof v === 'string' ? v.slice(0, 60) : v)).slice(0, 400)}: ${fault}`)
  }

  /** Requests, operations that were asked, the fewest requests of one, violations: a line for whoever runs it long. */
  figures(): { requests: number; operations: number; fewest: number; violations: number } {
    const counts = [...this.#counts.values()]
    return { requests: counts.reduce((sum, n) => sum + n, 0), operations: counts.length, fewest: Math.min(...counts), violations: this.faults.length }
  }
}

import type { BoardHolder } from '../src/sessions/types.ts'

/** Somebody signed in, without a browser: one cookie over plain requests. */
export class Caller {
  readonly #base: string
  readonly #cookie: string

  private constructor(base: string, cookie: string) {
    this.#base = base
    this.#cookie = cookie
  }

  static async as(base: string, role: string): Promise<Caller> {
    const answer = await fetch(`${base}/api/v1/auth/demo`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ role }) })
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
    if (!cookie) throw new Error(`no cookie for ${role}: ${answer.status}`)
    return new Caller(base, cookie)
  }

  ask(method: string, path: string, body?: object): Promise<Response> {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
    return fetch(`${this.#base}/api/v1/${path}`, { method, headers: { cookie: this.#cookie, ...(body ? { 'content-type': type } : {}), ...(method === 'PATCH' ? { 'if-match': '*' } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}) })
  }

  /** The body of an answer that must be good. */
  async get<T>(path: string): Promise<T> {
    return read<T>(await this.ask('GET', path))
  }
  async post<T>(path: string, body: object): Promise<T> {
    return read<T>(await this.ask('POST', path, body))
  }
  async patch<T>(path: string, body: object): Promise<T> {
    return read<T>(await this.ask('PATCH', path, body))
  }
}

async function read<T>(answer: Response): Promise<T> {
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url} ${text}`)
  return JSON.parse(text) as T
}

/** What the rooms of a product share: where they are and who comes. */
export interface Place { perimeterId: string; holders: Pick<BoardHolder, 'id'>[] }

export async function makePlace(staff: Caller, names: readonly string[]): Promise<Place> {
  const perimeters = await staff.get<{ items: { id: string; kind: string }[] }>('perimeters')
  const perimeterId = perimeters.items.find((p) => p.kind === 'national')?.id ?? ''
  const holders = []
  for (const name of names) holders.push(await staff.post<{ id: string }>('stakeholders', { name, kind: 'organisation', perimeterId }))
  return { perimeterId, holders }
}

/** An open session with one point, everybody in the room; its id. */
export async function openSession(staff: Caller, { perimeterId, holders }: Place): Promise<string> {
  const point = await staff.post<{ id: string }>('points', { title: 'Réseau instable', statement: 'La séance continue.', perimeterId })
  const { id } = await staff.post<{ id: string }>('sessions', { title: 'Deux saisies', form: 'in_room', startsAt: new Date(Date.now() - 3_600_000).toISOString(), perimeterId })
  await staff.post(`sessions/${id}/agenda-items`, { title: 'Réseau instable', aim: 'consult', durationMinutes: 20, pointId: point.id })
  await staff.post(`sessions/${id}/attendances/batch`, { stakeholderIds: holders.map((h) => h.id), status: 'present' })
  await staff.patch(`sessions/${id}`, { status: 'open' })
  return id
}

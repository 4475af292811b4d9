import type { LightMyRequestResponse } from 'fastify'
import { type Client, clientOf, type TestApp } from '../app.ts'
import { codeOf, guardedAccount, owing } from '../codes.ts'
import { begin, type TestProvider } from '../oidc.ts'
import { examplesIn, type Operation, urlOf } from './document.ts'

/** Runs documented examples, and before each what it needs to find: the operations of `after`, or those that follow from its path. */
export class ExampleRunner {
  readonly #t: TestApp
  readonly #byId: Map<string, Operation>
  readonly #byAddress: Map<string, Operation>
  readonly #made = new Map<string, string | undefined>()

  /** Without a provider, examples that need one are refused. */
  readonly #provider: TestProvider | undefined

  constructor(t: TestApp, operations: Operation[], provider?: TestProvider) {
    this.#t = t
    this.#provider = provider
    this.#byId = new Map(operations.map((o) => [o.id, o]))
    this.#byAddress = new Map(operations.map((o) => [`${o.method} ${o.path}`, o]))
  }

  /** What is missing for the example to be sent, in a sentence; null when nothing is. */
  lack(operation: Operation): string | null {
    const params = examplesIn(operation, 'path')
    const absent = (operation.op.parameters ?? []).find((p) => p.in === 'path' && params[p.name] === undefined)
    if (absent) return `no example of ${absent.name}`
    return operation.bodySchema && operation.bodyExample === undefined ? 'no example of the body' : null
  }

  /** Sends the example as somebody who may; `objectId` takes the place of the last path parameter. */
  async run(operation: Operation): Promise<LightMyRequestResponse> {
    let objectId: string | undefined
    for (const step of this.#stepsBefore(operation)) objectId = await this.#step(operation, step, objectId, operation.op['x-example-after'] !== undefined)
    if (operation.op['x-example-as'] === 'code') return this.#sendWithCode(operation)
    if (operation.bodySchema && operation.op['x-example-as'] === 'provider' && this.#provider) return this.#sendFromProvider(operation, this.#provider)
    if (operation.op['x-example-as'] === 'key') return this.#sendWithKey(operation)
    const answer = await this.#send(operation, objectId)
    if (operation.method === 'POST' && answer.statusCode === 201) this.#made.set(operation.id, idOf(answer))
    return answer
  }

  /** The address that a reading example asks, once what it needs is made. */
  async urlFor(operation: Operation): Promise<string> {
    let objectId: string | undefined
    for (const step of this.#stepsBefore(operation)) objectId = await this.#step(operation, step, objectId, operation.op['x-example-after'] !== undefined)
    return addressOf(operation, objectId)
  }

  /** Runs a step; one that follows from the path may take what it made earlier, since a code can be given only once. */
  async #step(operation: Operation, step: Operation, objectId: string | undefined, anew: boolean): Promise<string | undefined> {
    const made = anew ? undefined : this.#made.get(step.id)
    if (made) return made
    const answer = await this.#send(step, objectId)
    if (answer.statusCode >= 300) throw new Error(`${operation.id}: its step ${step.id} answers ${answer.statusCode} ${answer.body.slice(0, 300)}`)
    if (answer.statusCode === 201) this.#made.set(step.id, idOf(answer))
    return idOf(answer) ?? objectId
  }

  #stepsBefore(operation: Operation): Operation[] {
    const named = operation.op['x-example-after']
    if (named) return named.map((id) => this.#byId.get(id)).filter((o) => o !== undefined)
    const collection = operation.path.replace(/\/\{\w+\}(\/restore)?$/, '')
    const create = this.#byAddress.get(`POST ${collection}`)
    const remove = this.#byAddress.get(`DELETE ${operation.path.replace(/\/restore$/, '')}`)
    if (operation.path.endsWith('/restore')) return [create, remove].filter((o) => o !== undefined)
    return operation.method === 'DELETE' && create?.op.responses['201'] ? [create] : []
  }

  async #send(operation: Operation, objectId: string | undefined): Promise<LightMyRequestResponse> {
    const client = await this.#clientFor(operation)
    const url = addressOf(operation, objectId)
    const match = await this.#matchFor(client, operation, url)
    const { payload, type } = payloadOf(operation)
    const as = String(operation.op['x-example-as'] ?? '')
    const link = as.startsWith('link') ? { authorization: `Link ${as.startsWith('link=') ? as.slice(5) : await this.#secretOfLink(as.split(':')[1] ?? 'createRaterLink')}` } : {}
    return this.#t.app.inject({ method: operation.method, url, headers: { ...link, ...(type ? { 'content-type': type } : {}), ...(client.cookie ? { cookie: client.cookie } : {}), ...match }, ...(payload === undefined ? {} : { payload }) })
  }

  /** On an account made for it: its browser, one that still owes the code, or the administrator who removes it. */
  async #sendWithCode(operation: Operation): Promise<LightMyRequestResponse> {
    const account = await guardedAccount(this.#t, { confirmed: operation.id !== 'confirmTotp' })
    const own = operation.op['x-roles'].length === 0 ? await owing(this.#t, account) : account.client
    const client = operation.path.includes('{id}') ? await this.#t.as('administrator') : own
    const body = operation.bodyExample === undefined ? undefined : { ...(operation.bodyExample as object), code: codeOf(account.secret) }
    return this.#t.app.inject({ method: operation.method, url: urlOf(operation, { id: account.id }), headers: { cookie: client.cookie }, ...(body ? { payload: body } : {}) })
  }

  /** What the provider answers to a browser that began there, as whoever is signed in there. */
  async #sendFromProvider(operation: Operation, provider: TestProvider): Promise<LightMyRequestResponse> {
    const { url, cookie } = await begin(this.#t)
    return this.#t.app.inject({ method: operation.method, url: urlOf(operation, {}), headers: { cookie }, payload: await provider.visit(url) })
  }

  /** By a key that the example of `createApiKey` makes, as an OAuth client. */
  async #sendWithKey(operation: Operation): Promise<LightMyRequestResponse> {
    const make = this.#byId.get('createApiKey')
    if (!make) throw new Error('no operation makes keys')
    const { prefix, key } = (await this.#send(make, undefined)).json<{ prefix: string; key: string }>()
    const { payload, type } = payloadOf({ ...operation, bodyExample: { ...(operation.bodyExample as object), client_id: prefix, client_secret: key } })
    return this.#t.app.inject({ method: operation.method, url: operation.path, headers: type ? { 'content-type': type } : {}, ...(payload === undefined ? {} : { payload }) })
  }

  #clientFor(operation: Operation): Promise<Client> {
    if (operation.op['x-example-as'] === 'login') return this.#signedInByLogin()
    const roles = operation.op['x-roles']
    if (roles.length === 0) return Promise.resolve(this.#t.anonymous)
    const usual = (['staff', 'administrator', 'dpo'] as const).find((role) => roles.includes(role)) ?? 'administrator'
    return this.#t.as(operation.id === 'logout' ? 'reader' : usual)
  }

  /** The first secret in the answer of an operation that makes private links. */
  async #secretOfLink(by: string): Promise<string> {
    const make = this.#byId.get(by)
    return make ? /"secret":"([^"]+)"/.exec((await this.#send(make, undefined)).body)?.[1] ?? '' : ''
  }

  /** The account of the login example, in a browser of its own. */
  async #signedInByLogin(): Promise<Client> {
    const login = this.#byId.get('login')
    const answer = await this.#t.app.inject({ method: 'POST', url: '/api/v1/auth/login', payload: login?.bodyExample as object })
    const [cookie] = answer.cookies
    return clientOf(this.#t.app, cookie ? { cookie: `${cookie.name}=${cookie.value}` } : {})
  }

  /** Reads the object to learn its version, so that the example of a change names it. */
  async #matchFor(client: Client, operation: Operation, url: string): Promise<Record<string, string>> {
    if (!operation.op.responses['428']) return {}
    const { headers } = await client.get(url.split('?')[0] ?? url)
    return { 'if-match': String(headers.etag ?? '*') }
  }
}

/** The example's address; `objectId` takes the place of the last path parameter. */
function addressOf(operation: Operation, objectId: string | undefined): string {
  const params = examplesIn(operation, 'path')
  const last = /\{(\w+)\}(?!.*\{)/.exec(operation.path)?.[1]
  if (objectId && last) params[last] = objectId
  return urlOf(operation, params, examplesIn(operation, 'query'))
}

function idOf(answer: LightMyRequestResponse): string | undefined {
  if (answer.statusCode === 204) return undefined
  const body = answer.json<{ id?: unknown; items?: { id: string }[] }>()
  return typeof body.id === 'string' ? body.id : body.items?.at(-1)?.id
}

/** JSON as it stands, or a form; a multipart form's `{ name, content }` members become files. */
export function payloadOf(operation: Operation): { payload: string | undefined; type: string | null } {
  if (operation.bodyExample === undefined) return { payload: undefined, type: null }
  if (operation.bodyType === 'application/x-www-form-urlencoded') return { payload: formOf(operation.bodyExample), type: operation.bodyType }
  if (operation.bodyType !== 'multipart/form-data') return { payload: JSON.stringify(operation.bodyExample), type: operation.bodyType }
  const boundary = 'example-boundary'
  const parts = Object.entries(operation.bodyExample as Record<string, string | { name: string; content: string }>).map(([name, value]) =>
    typeof value === 'string' ? `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n` : `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${value.name}"\r\ncontent-type: text/csv\r\n\r\n${value.content}\r\n`)
  return { payload: `${parts.join('')}--${boundary}--\r\n`, type: `multipart/form-data; boundary=${boundary}` }
}

/** A value as a form: what is no text is written as JSON. */
export const formOf = (value: unknown): string => new URLSearchParams(Object.entries(value as object).map(([name, one]): [string, string] => [name, typeof one === 'string' ? one : JSON.stringify(one) ?? ''])).toString()

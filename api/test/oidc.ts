import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'
import type { Config } from '../src/config.ts'
import { readOidc } from '../src/oidc/settings.ts'
import { type Client, clientOf, type TestApp } from './app.ts'

const PUBLIC_URL = 'https://convergence.example'
const COOKIE = '__Host-convergence'

/** Somebody whom the provider knows, and how it asked them. */
export interface Person { sub: string; email?: string; email_verified?: boolean; name?: string; amr?: string[]; acr?: string; refuses?: boolean }

/** A real OpenID Connect provider on the loopback; whoever is `person` signs in there without being asked. */
export interface TestProvider { issuer: string; person: Person; /** What is configured to use it. */ config: Partial<Config>; /** Goes where it is sent and comes back with what the provider put in the address. */ visit(url: string): Promise<Record<string, string>>; stop(): Promise<void>; start(): Promise<void> }

const configuration = (state: { person: Person }, site: string): Configuration => ({
  clients: [{ client_id: 'convergence', client_secret: 'of-this-run-only', redirect_uris: [`${site}/connexion/retour`], post_logout_redirect_uris: [`${site}/connexion`] }],
  pkce: { required: () => true },
  claims: { openid: ['sub', 'amr', 'acr'], email: ['email', 'email_verified'], profile: ['name'] },
  acrValues: ['gold'],
  cookies: { keys: ['of this run only'] },
  ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...state.person, sub }) }),
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId ?? '', accountId: oidc.session?.accountId ?? '' })
    grant.addOIDCScope('openid email profile')
    await grant.save()
    return grant
  },
})

/** `site` is where Convergence is for browsers; nothing answers there, since a test follows the provider no further. */
export async function startProvider(site = PUBLIC_URL): Promise<TestProvider> {
  const state: { person: Person } = { person: { sub: 'nobody' } }
  let server = createServer()
  await listen(server, 0)
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const provider = new Provider(issuer, configuration(state, site))
  const answer = provider.callback()
  const serve = (to: Server) => to.on('request', (req, res) => {
    if (!req.url?.startsWith('/interaction/')) return void answer(req, res)
    const { sub, amr, acr, refuses } = state.person
    void provider.interactionFinished(req, res, refuses ? { error: 'access_denied' } : { login: { accountId: sub, ...(amr ? { amr } : {}), ...(acr ? { acr } : {}) } })
  })
  serve(server)
  const stop = (): Promise<void> => new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
  return Object.assign(state, {
    issuer, stop,
    visit: (url: string) => visit(url, `${site}/connexion/retour`),
    start: () => listen((server = serve(createServer())), port),
    config: { publicUrl: site, oidc: readOidc({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'convergence', OIDC_CLIENT_SECRET: 'of-this-run-only', OIDC_LABEL: 'Annuaire', PUBLIC_URL: site }, false) },
  })
}

const listen = (server: Server, port: number): Promise<void> => new Promise((resolve) => void server.listen(port, '127.0.0.1', resolve))

/** A browser of its own, which follows the provider until it is sent back. */
async function visit(start: string, end: string): Promise<Record<string, string>> {
  const jar = new Map<string, string>()
  for (let url = start, steps = 0; steps < 10; steps += 1) {
    if (url.startsWith(end)) return Object.fromEntries(new URL(url).searchParams)
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } })
    for (const cookie of answer.headers.getSetCookie()) jar.set(cookie.slice(0, cookie.indexOf('=')), cookie.slice(cookie.indexOf('=') + 1).split(';')[0] ?? '')
    const to = answer.headers.get('location')
    if (!to) throw new Error(`${answer.status} ${(await answer.text()).slice(0, 500)}`)
    url = new URL(to, url).href
  }
  throw new Error('the provider sends the browser round and round')
}

/** Begins a sign-in in a new browser; `cookie` is what that browser then holds. */
export async function begin(t: Pick<TestApp, 'app' | 'anonymous'>): Promise<{ url: string; cookie: string; setCookie: string; browser: Client }> {
  const answer = await t.anonymous.post('auth/oidc/begin')
  const found = answer.cookies.find((c) => c.name.endsWith('-oidc'))
  if (answer.statusCode !== 200 || !found) throw new Error(`${answer.statusCode} ${answer.body}`)
  const cookie = `${found.name}=${found.value}`
  return { url: answer.json<{ url: string }>().url, cookie, setCookie: String(answer.headers['set-cookie']), browser: clientOf(t.app, { cookie }) }
}

/** The whole way of `person`: the answer of the last step, and a client with the cookies that it set. */
export async function enter(t: Pick<TestApp, 'app' | 'anonymous'>, provider: TestProvider, person: Person) {
  provider.person = person
  const { url, browser } = await begin(t)
  const answer = await browser.post('auth/oidc/finish', await provider.visit(url))
  const cookie = answer.cookies.filter((c) => c.value !== '').map((c) => `${c.name}=${c.value}`).join('; ')
  return { answer, token: answer.cookies.find((c) => c.name === COOKIE)?.value ?? '', client: clientOf(t.app, { cookie }) }
}

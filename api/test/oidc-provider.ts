import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'

export const CLIENT = { id: 'convergence', secret: 'of-this-run-only' }

/** Somebody whom the provider knows, and how it asked them. */
export interface Person { sub: string; email?: string; email_verified?: boolean; name?: string; amr?: string[]; acr?: string; refuses?: boolean }

/** A real OpenID Connect provider on the loopback; whoever is `person` signs in there without being asked. */
export interface TestProvider { issuer: string; person: Person; /** Goes where it is sent and comes back with what the provider put in the address. */ visit(url: string): Promise<Record<string, string>>; stop(): Promise<void>; start(): Promise<void> }

const configuration = (state: { person: Person }, site: string): Configuration => ({
  clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [`${site}/connexion/retour`], post_logout_redirect_uris: [`${site}/connexion`] }],
  pkce: { required: () => true },
  claims: { openid: ['sub', 'amr', 'acr'], email: ['email', 'email_verified'], profile: ['name'] },
  acrValues: ['gold'],
  cookies: { keys: ['of this run only'] },
  ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => void (ctx.body = `<!doctype html><title>Sign out</title>${form}<button form="op.logoutForm" name="logout" value="yes">Yes</button>`) } },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...state.person, sub }) }),
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId ?? '', accountId: oidc.session?.accountId ?? '' })
    grant.addOIDCScope('openid email profile')
    await grant.save()
    return grant
  },
})

/** `site` is where Convergence is for browsers; `at` the port, a free one where it is 0. */
export async function startProvider(site: string, at = 0): Promise<TestProvider> {
  const state: { person: Person } = { person: { sub: 'nobody' } }
  let server = createServer()
  await listen(server, at)
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


import type { Config } from '../src/config.ts'
import { readOidc } from '../src/oidc/settings.ts'
import { type Client, clientOf, type TestApp } from './app.ts'
import { CLIENT, type Person, startProvider as startBare, type TestProvider as Bare } from './oidc-provider.ts'

export type { Person } from './oidc-provider.ts'

const PUBLIC_URL = 'https://convergence.example'
const COOKIE = '__Host-convergence'

/** A provider, and what is configured to use it. */
export type TestProvider = Bare & { config: Partial<Config> }

/** Nothing answers at `site`: these tests follow the provider no further than what it puts in the address. */
export async function startProvider(site = PUBLIC_URL): Promise<TestProvider> {
  const provider = await startBare(site)
  return Object.assign(provider, { config: { publicUrl: site, oidc: readOidc({ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret, OIDC_LABEL: 'Annuaire', PUBLIC_URL: site }, false) } })
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

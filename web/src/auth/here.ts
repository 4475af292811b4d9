import { api, isApiError, unwrap } from '../api/client.ts'
import { keepNext } from './next.ts'
import type { ProviderAnswer } from './provider.ts'

export interface SessionUser {
  id: string
  name: string
  email: string
  locale: string
  digest: boolean
  hasPassword: boolean
  totp: boolean
}

interface Grant {
  role: string
  perimeterId: string | null
}

export interface Me {
  user: SessionUser
  grants: Grant[]
  roles: string[]
  /** The one session that a workshop pass opens; absent from what older versions kept on this device. */
  passFor?: string | null
}

/** Sends the password; true when the account also wants a code. */
export const givePassword = async (email: string, password: string): Promise<boolean> => 'codeOwed' in (await unwrap(api.POST('/api/v1/auth/login', { body: { email, password } })))

/** Leaves for the identity provider; where to go after is kept in this tab. */
export async function leaveForProvider(next: string): Promise<void> {
  const { url } = await unwrap(api.POST('/api/v1/auth/oidc/begin'))
  keepNext(next)
  window.location.assign(url)
}
/** Sends what the provider answered; true when the account also wants a code. */
export const giveAnswer = async (answer: ProviderAnswer): Promise<boolean> => 'codeOwed' in (await unwrap(api.POST('/api/v1/auth/oidc/finish', { body: answer })))

/** How long a sign-out waits for what is still to be sent. */
const LAST_TRY_MS = 4000

/** Who was signed in here when the network went; nobody who has signed out since. */
export async function rememberedHere(): Promise<Me | undefined> {
  if (signOutIsPending()) return undefined
  return (await import('../offline/device.ts')).remembered<Me>().catch(() => undefined)
}

const PENDING = 'signing-out'
const signOutIsPending = (): boolean => {
  try {
    return localStorage.getItem(PENDING) !== null
  } catch {
    return false
  }
}
/** A sign-out that the server has not heard of: the next page ends it. */
export function rememberSignOut(pending: boolean): void {
  try {
    if (pending) localStorage.setItem(PENDING, '1')
    else localStorage.removeItem(PENDING)
  } catch {
    // Storage can be forbidden: then nothing is kept on this device either.
  }
}
export async function endPendingSignOut(): Promise<void> {
  if (!signOutIsPending()) return
  await unwrap(api.POST('/api/v1/auth/logout')).catch((error: unknown) => {
    if (isApiError(error) && error.status === 0) throw error
  })
  rememberSignOut(false)
}

/** Entries of a person on this device that the server has not taken yet, after one more try. */
export async function unsentOf(userId: string): Promise<number> {
  const { engine } = await (await import('../offline/device.ts')).deviceOf(userId)
  const late = new Promise((resolve) => setTimeout(resolve, LAST_TRY_MS))
  if (engine.ledger.waiting.value > 0) await Promise.race([engine.flush(), late])
  return engine.ledger.waiting.value
}

/** Who the server says is signed in; what is kept for them on this device goes on from there. */
export async function readMe(): Promise<Me> {
  const call = api.GET('/api/v1/auth/me')
  const me = await unwrap(call)
  const server = Date.parse((await call).response.headers.get('Date') ?? '') || Date.now()
  void import('../offline/device.ts').then(({ arrive }) => arrive(me.user.id, me, server)).catch(() => undefined)
  return me
}

/** Ends the sign-in and forgets everything of the person on this device; a server out of reach hears of it from the next page. The address where it ends at the provider too, if any. */
export async function endHere(userId: string | undefined): Promise<string | undefined> {
  rememberSignOut(true)
  const ended = await unwrap(api.POST('/api/v1/auth/logout')).catch((error: unknown) => {
    if (isApiError(error) && error.status === 0) return null
    return undefined
  })
  if (ended !== null) rememberSignOut(false)
  if (userId) await (await import('../offline/device.ts')).leaveDevice(userId)
  return ended?.endSessionUrl
}

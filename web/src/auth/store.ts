import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, isApiError, unwrap } from '../api/client.ts'
import { followAccount } from '../i18n.ts'
import { isRole, may, type Role } from './roles.ts'

export interface SessionUser {
  id: string
  name: string
  email: string
  locale: string
  digest: boolean
}

interface Grant {
  role: string
  perimeterId: string | null
}

/** Who is signed in, with which roles; the only place that talks to /auth. */
export const useSession = defineStore('session', () => {
  const user = ref<SessionUser>()
  const grants = ref<Grant[]>([])
  const roles = ref<Role[]>([])
  const demonstration = ref(false)
  const version = ref('')
  /** The server could not be asked who is signed in. */
  const failed = ref(false)
  let known: Promise<void> | undefined

  async function read(): Promise<void> {
    failed.value = false
    try {
      const me = await unwrap(api.GET('/api/v1/auth/me'))
      user.value = me.user
      await followAccount(me.user.locale)
      grants.value = me.grants
      roles.value = [...new Set([...me.roles, ...me.grants.map((grant) => grant.role)])].filter(isRole)
    } catch (error) {
      forget()
      if (isApiError(error) && error.status === 401) return
      failed.value = true
      known = undefined
    }
  }

  function forget(): void {
    user.value = undefined
    grants.value = []
    roles.value = []
  }

  /** Asks once who is signed in; later calls wait for the same answer. */
  const load = (): Promise<void> => (known ??= read())

  /** Learns whether this server is a demonstration, where one click per role signs in. */
  async function loadVersion(): Promise<void> {
    const answer = await unwrap(api.GET('/version'))
    version.value = answer.version
    demonstration.value = answer.mode === 'demonstration'
  }

  async function signIn(email: string, password: string): Promise<void> {
    await unwrap(api.POST('/api/v1/auth/login', { body: { email, password } }))
    await read()
  }

  async function signInAs(role: Role): Promise<void> {
    await unwrap(api.POST('/api/v1/auth/demo', { body: { role } }))
    await read()
  }

  async function signOut(): Promise<void> {
    await unwrap(api.POST('/api/v1/auth/logout'))
    forget()
  }

  const signedIn = computed(() => user.value !== undefined)
  const hasRole = (...wanted: Role[]): boolean => wanted.some((role) => roles.value.includes(role))
  const can = (action: string): boolean => may(roles.value, action)

  return { user, grants, roles, demonstration, version, failed, signedIn, load, loadVersion, signIn, signInAs, signOut, forget, hasRole, can }
})

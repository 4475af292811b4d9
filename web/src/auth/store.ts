import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, isApiError, unwrap } from '../api/client.ts'
import { followAccount } from '../i18n.ts'
import { endHere, endPendingSignOut, giveAnswer, givePassword, type Me, readMe, rememberedHere, rememberSignOut, type SessionUser, unsentOf } from './here.ts'
import type { ProviderAnswer } from './provider.ts'
import { isRole, may, type Role } from './roles.ts'

export type { SessionUser } from './here.ts'

const rolesOf = (me: Me): Role[] => [...new Set([...me.roles, ...me.grants.map((grant) => grant.role)])].filter(isRole)

/** Of the rights of its role a workshop pass keeps the recording alone. */
const BY_PASS = 'positions:write'

/** Who is signed in, with which roles; the only place that talks to /auth. */
export const useSession = defineStore('session', () => {
  const user = ref<SessionUser>()
  const [grants, roles] = [ref<Me['grants']>([]), ref<Role[]>([])]
  const [demonstration, version] = [ref(false), ref('')]
  /** The one session that whoever came by a workshop pass may enter. */
  const passFor = ref<string | null>(null)
  /** Name of the identity provider by which one may sign in beside a password. */
  const provider = ref<string>()
  /** The server could not be asked who is signed in. */
  const failed = ref(false)
  let known: Promise<void> | undefined

  async function read(): Promise<void> {
    failed.value = false
    try {
      await endPendingSignOut()
      await take(await readMe())
    } catch (error) {
      forget()
      if (isApiError(error) && error.status === 401) return
      const me = await rememberedHere()
      if (me) return take(me)
      failed.value = true
      known = undefined
    }
  }

  async function take(me: Me): Promise<void> {
    user.value = me.user
    await followAccount(me.user.locale)
    grants.value = me.grants
    roles.value = rolesOf(me)
    passFor.value = me.passFor ?? null
  }

  function forget(): void {
    user.value = undefined
    ;[grants.value, roles.value, passFor.value] = [[], [], null]
  }

  /** Asks once who is signed in; later calls wait for the same answer. */
  const load = (): Promise<void> => (known ??= read())

  /** Learns whether this server is a demonstration, where one click per role signs in. */
  async function loadVersion(): Promise<void> {
    const answer = await unwrap(api.GET('/version'))
    version.value = answer.version
    demonstration.value = answer.mode === 'demonstration'
    provider.value = answer.identityProvider ?? undefined
  }

  async function arrive(): Promise<void> {
    rememberSignOut(false)
    await read()
  }

  /** Gives the password; true when the account also wants a code, which `giveCode` sends. */
  const signIn = async (email: string, password: string): Promise<boolean> => (await givePassword(email, password)) || arrive().then(() => false)
  const giveCode = (code: string): Promise<void> => unwrap(api.POST('/api/v1/auth/login/code', { body: { code } })).then(arrive)
  /** Takes what the identity provider answered; true when the account also wants a code. */
  const finishAtProvider = async (answer: ProviderAnswer): Promise<boolean> => (await giveAnswer(answer)) || arrive().then(() => false)
  const signInAs = (role: Role): Promise<void> => unwrap(api.POST('/api/v1/auth/demo', { body: { role } })).then(arrive)

  /** Entries of this device that the server has not taken yet, after one more try. */
  const unsent = (): Promise<number> => (user.value ? unsentOf(user.value.id) : Promise.resolve(0))

  /** Ends the sign-in and forgets all of it on this device; where the server cannot be reached, the sign-in ends with the next page. The address where it ends at the provider too, if any. */
  async function signOut(): Promise<string | undefined> {
    const elsewhere = await endHere(user.value?.id)
    forget()
    known = Promise.resolve()
    return elsewhere
  }

  const signedIn = computed(() => user.value !== undefined)
  const hasRole = (...wanted: Role[]): boolean => wanted.some((role) => roles.value.includes(role))
  const can = (action: string): boolean => may(roles.value, action) && (passFor.value === null || action === BY_PASS)

  return { unsent, user, grants, roles, demonstration, version, provider, failed, passFor, signedIn, load, arrive, loadVersion, signIn, giveCode, finishAtProvider, signInAs, signOut, forget, hasRole, can }
})

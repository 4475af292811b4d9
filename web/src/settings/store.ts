import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient, type UseQueryReturnType } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'

type Schemas = components['schemas']
export type User = Schemas['User']
export type UserDraft = Schemas['UserCreateInput']
export type UserPatch = Schemas['UserPatchInput']
export type Grant = Schemas['GrantInput']
export type ApiKey = Schemas['ApiKey']
export type NewApiKey = Schemas['NewApiKey']
export type KeyDraft = Schemas['ApiKeyCreateInput']
export type KeyRotation = Schemas['ApiKeyRotateInput']
export type Perimeter = Schemas['Perimeter']
export type PerimeterDraft = Schemas['PerimeterCreateInput']
export type AuditEntry = Schemas['AuditEntry']
export type SignIn = Schemas['SignIn']

export interface AuditFilter { objectType?: string; actor?: string; from?: string; to?: string }

const ROWS = 50
const versioned = (row: { id: string; version: number }) => ({ params: { path: { id: row.id } }, headers: ifMatch(`"${row.version}"`) })

/** Every perimeter, with what is needed to change it. */
export const useAllPerimeters = (): UseQueryReturnType<Perimeter[], Error> =>
  useQuery({ queryKey: ['perimeters', 'all'], queryFn: async () => (await unwrap(api.GET('/api/v1/perimeters'))).items })

/** Accounts found by words of their name or address, page after page. */
export function useUsers(words: MaybeRefOrGetter<string>, role: MaybeRefOrGetter<Grant['role'] | undefined>) {
  const search = computed(() => ({ ...(toValue(words).trim() ? { q: toValue(words).trim() } : {}), ...(toValue(role) ? { role: toValue(role) } : {}) }))
  const query = useInfiniteQuery({
    queryKey: ['users', search],
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/users', { params: { query: { ...search.value, sort: 'name', limit: ROWS, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor,
    placeholderData: keepPreviousData,
  })
  return { ...query, rows: computed<User[]>(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

/** Keys, the newest first. */
export const useKeys = (): UseQueryReturnType<ApiKey[], Error> =>
  useQuery({ queryKey: ['api-keys'], queryFn: async () => (await unwrap(api.GET('/api/v1/api-keys'))).items })

/** Signed-in browsers: one's own, or those of an account. */
export const useSignIns = (userId?: string): UseQueryReturnType<SignIn[], Error> =>
  useQuery({ queryKey: ['sign-ins', userId ?? ''], queryFn: async () => (await unwrap(userId ? api.GET('/api/v1/users/{id}/sign-ins', { params: { path: { id: userId } } }) : api.GET('/api/v1/auth/sign-ins'))).items })

/** The journal of changes, the latest first, page after page. */
export function useAudit(filter: MaybeRefOrGetter<AuditFilter>) {
  const search = computed(() => toValue(filter))
  const query = useInfiniteQuery({
    queryKey: ['audit', search],
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/audit', { params: { query: { ...search.value, limit: ROWS, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor,
    placeholderData: keepPreviousData,
  })
  return { ...query, rows: computed<AuditEntry[]>(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

/** Whether the audit is what was written; recomputed by the server as it answers. */
export const useAuditChain = () => useQuery({ queryKey: ['audit', 'chain'], queryFn: () => unwrap(api.GET('/api/v1/audit/chain')) })

/** Every write of the settings; what it changes is read again. */
export function useSettingsWrites() {
  const queries = useQueryClient()
  const after = async <T>(call: Promise<T>, ...keys: string[]): Promise<T> => {
    const answer = await call
    await Promise.all([...keys, 'audit'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    return answer
  }
  return {
    createUser: (body: UserDraft) => after(unwrap(api.POST('/api/v1/users', { body })), 'users'),
    patchUser: (user: User, body: UserPatch) => after(unwrap(api.PATCH('/api/v1/users/{id}', { ...versioned(user), body })), 'users', 'api-keys'),
    createKey: (body: KeyDraft) => after(unwrap(api.POST('/api/v1/api-keys', { body })), 'api-keys'),
    rotateKey: (id: string, body: KeyRotation) => after(unwrap(api.POST('/api/v1/api-keys/{id}/rotate', { params: { path: { id } }, body })), 'api-keys'),
    revokeKey: (id: string) => after(unwrap(api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } })), 'api-keys'),
    createPerimeter: (body: PerimeterDraft) => after(unwrap(api.POST('/api/v1/perimeters', { body })), 'perimeters'),
    patchPerimeter: (row: Perimeter, body: { name?: string; parentId?: string }) => after(unwrap(api.PATCH('/api/v1/perimeters/{id}', { ...versioned(row), body })), 'perimeters'),
    deletePerimeter: (row: Perimeter) => after(unwrap(api.DELETE('/api/v1/perimeters/{id}', versioned(row))), 'perimeters'),
    patchMe: (body: { name?: string; locale?: 'fr' | 'en'; digest?: boolean }) => after(unwrap(api.PATCH('/api/v1/auth/me', { body })), 'users'),
    changePassword: (current: string, next: string) => after(unwrap(api.POST('/api/v1/auth/password', { body: { current, next } })), 'sign-ins'),
    endSignIn: (id: string) => after(unwrap(api.DELETE('/api/v1/auth/sign-ins/{id}', { params: { path: { id } } })), 'sign-ins'),
    endSignInOf: (id: string, signInId: string) => after(unwrap(api.DELETE('/api/v1/users/{id}/sign-ins/{signInId}', { params: { path: { id, signInId } } })), 'sign-ins'),
    endSignInsOf: (id: string) => after(unwrap(api.DELETE('/api/v1/users/{id}/sign-ins', { params: { path: { id } } })), 'sign-ins'),
    removeIdentity: (id: string) => after(unwrap(api.DELETE('/api/v1/users/{id}/identity', { params: { path: { id } } })), 'users', 'sign-ins'),
  }
}

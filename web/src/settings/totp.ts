import { useQueryClient } from '@tanstack/vue-query'
import { api, unwrap } from '../api/client.ts'

/** The writes of double authentication: one’s own, and an administrator’s for a lost phone. */
export function useTotp() {
  const queries = useQueryClient()
  const after = async <T>(call: Promise<T>, ...keys: string[]): Promise<T> => {
    const answer = await call
    await Promise.all([...keys, 'audit'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    return answer
  }
  return {
    /** The secret to scan or type; nothing is on until a code confirms it. */
    begin: (password: string) => unwrap(api.POST('/api/v1/auth/totp', { body: { password } })),
    confirm: (code: string) => after(unwrap(api.POST('/api/v1/auth/totp/confirm', { body: { code } })), 'sign-ins', 'users'),
    remove: (password: string, code: string) => after(unwrap(api.POST('/api/v1/auth/totp/remove', { body: { password, code } })), 'users'),
    reset: (id: string) => after(unwrap(api.DELETE('/api/v1/users/{id}/totp', { params: { path: { id } } })), 'users'),
  }
}

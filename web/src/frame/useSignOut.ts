import { useQueryClient } from '@tanstack/vue-query'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useSession } from '../auth/store.ts'
import { useToast } from '../ui/toast.ts'

/** Signs out and forgets all of it here; asks first where entries of this device would be lost with it. */
export function useSignOut(): () => Promise<void> {
  const { t } = useI18n()
  const router = useRouter()
  const session = useSession()
  const queries = useQueryClient()
  const { toast } = useToast()

  async function leave(): Promise<void> {
    const elsewhere = await session.signOut()
    queries.clear()
    if (elsewhere) window.location.assign(elsewhere)
    else await router.push('/connexion')
  }

  return async () => {
    const unsent = await session.unsent()
    if (unsent === 0) return leave()
    toast({ text: t('offline.signOut.unsent', { n: unsent }, unsent), tone: 'danger', durationMs: 20_000, action: { label: t('offline.signOut.anyway'), run: leave } })
  }
}

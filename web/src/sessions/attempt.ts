import { useI18n } from 'vue-i18n'
import { isApiError } from '../api/client.ts'
import { useToast } from '../ui/toast.ts'

/** Says in a sentence why the server refused. */
export function useReason(): (error: unknown) => string {
  const { t } = useI18n()
  return (error) => {
    if (!isApiError(error)) return t('common.error.title')
    if (error.status === 0) return t('common.error.network')
    return error.status === 412 ? t('common.error.stale') : error.message
  }
}

/** Runs a write and says why it failed; true when it did not. */
export function useAttempt(): (work: () => Promise<unknown>) => Promise<boolean> {
  const reason = useReason()
  const { toast } = useToast()
  return async (work) => {
    try {
      await work()
      return true
    } catch (error) {
      toast({ text: reason(error), tone: 'danger' })
      return false
    }
  }
}

import { registerSW } from 'virtual:pwa-register'
import { i18n } from '../i18n.ts'
import { useToast } from '../ui/toast.ts'

const HOUR_MS = 3_600_000

/** Installs the worker that opens the application without a network, and says when a new version is ready; it takes over when asked to. */
export function install(): void {
  const { toast } = useToast()
  const update = registerSW({
    immediate: true,
    onNeedRefresh() {
      // Nothing is lost by it: what waits to be sent is kept on this device.
      toast({ text: i18n.global.t('offline.update.ready'), durationMs: HOUR_MS, action: { label: i18n.global.t('offline.update.reload'), run: () => update(true) } })
    },
    onRegisteredSW(_address, registration) {
      // A console that stays open for days hears of it as well.
      if (registration) setInterval(() => void registration.update().catch(() => undefined), HOUR_MS)
    },
  })
}

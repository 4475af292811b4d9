import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { createApp, watchEffect } from 'vue'
import './ui/tokens.css'
import './ui/base.css'
import { isApiError, onSignedOut } from './api/client.ts'
import App from './App.vue'
import { useSession } from './auth/store.ts'
import { registerSheets } from './frame/sheets.ts'
import { chosenLocale, i18n, setLocale } from './i18n.ts'
import { createAppRouter } from './router.ts'
import { sayWhatNeedsTheNetwork } from './frame/needsNetwork.ts'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // A refusal stays a refusal; only a server or network failure is worth another try.
      retry: (failures, error) => failures < 2 && (!isApiError(error) || error.status === 0 || error.status >= 500),
      refetchOnWindowFocus: false,
      // Without a network it fails and says so; waiting in silence would look like a slow server.
      networkMode: 'always',
      refetchOnReconnect: true,
    },
    mutations: { networkMode: 'always' },
  },
})

async function start(): Promise<void> {
  await setLocale(chosenLocale(), false)
  const router = createAppRouter()
  sayWhatNeedsTheNetwork(router)
  const app = createApp(App).use(createPinia()).use(i18n).use(VueQueryPlugin, { queryClient: queries }).use(router)
  registerSheets()
  onSignedOut(() => {
    useSession().forget()
    queries.clear()
    const next = router.currentRoute.value.fullPath
    if (!router.currentRoute.value.meta.bare) void router.push({ name: 'sign-in', query: { next } })
  })
  watchEffect(() => {
    const key = router.currentRoute.value.meta.title
    document.title = key ? `${i18n.global.t(key)} · Convergence` : 'Convergence'
  })
  app.mount('#app')
  if (import.meta.env.PROD && 'serviceWorker' in navigator) void import('./offline/update.ts').then(({ install }) => install())
}

void start()

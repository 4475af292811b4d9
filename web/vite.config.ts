import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { installed } from './vite.pwa.ts'

const apiUrl = process.env['API_URL'] ?? 'http://127.0.0.1:3000'

/** Third parties that every screen needs; the rest follows the lazy screens that import it. */
const everywhere = /node_modules\/(\.pnpm\/)?(@?vue|vue-router|pinia|vue-i18n|@intlify|@tanstack\+(vue-)?query|openapi-fetch)/

export default defineConfig({
  plugins: [vue(), installed],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  server: {
    port: 5173,
    strictPort: true,
    // The host of the browser is kept: the API compares it with the Origin of each write.
    proxy: Object.fromEntries(['/api', '/version', '/livez', '/readyz', '/.well-known'].map((path) => [path, { target: apiUrl, changeOrigin: false }])),
  },
  build: {
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'vendor', test: everywhere, priority: 10 }] } },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', 'e2e/**/*.test.ts'],
    testTimeout: 30_000,
    root: fileURLToPath(new URL('.', import.meta.url)),
  },
})

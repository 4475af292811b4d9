import { VitePWA } from 'vite-plugin-pwa'

/** Chunks of screens that a session without network never opens: the map, drawings, imports. They come from the network as ever. */
const elsewhere = ['**/cytoscape*', '**/fcose*', '**/MapView*', '**/*scene*', '**/ImportView*', '**/GalleryView*', '**/StudyView*', '**/RankingsView*', '**/ScoringView*']

/** The installed web application: what opens without a network is the shell and the console; nothing of /api is ever kept by the worker. */
export const installed = VitePWA({
  // The page asks before a new version takes over: nobody loses what they are typing.
  registerType: 'prompt',
  injectRegister: null,
  manifest: {
    id: '/',
    name: 'Convergence',
    short_name: 'Convergence',
    description: 'Cartographie et dialogue avec les parties prenantes',
    lang: 'fr',
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#f6f4ee',
    theme_color: '#f6f4ee',
    categories: ['productivity'],
    icons: [
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      { src: '/mark.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
    shortcuts: [{ name: 'Séances', url: '/dialogue', icons: [{ src: '/icon-192.png', sizes: '192x192' }] }],
  },
  includeManifestIcons: false,
  workbox: {
    globPatterns: ['**/*.{js,css,html,svg,woff2}', '*.png'],
    globIgnores: elsewhere,
    navigateFallback: '/index.html',
    navigateFallbackDenylist: [/^\/api\//, /^\/(?:livez|readyz|version|problems|\.well-known)/],
    cleanupOutdatedCaches: true,
    clientsClaim: true,
    // The hash in the name says what changed; anything else is asked for by its content.
    dontCacheBustURLsMatching: /\/assets\//,
    sourcemap: false,
  },
})

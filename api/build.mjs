import { build } from 'esbuild'

// Packages and @convergence/db stay outside; `node --conditions=built` takes db's own build.
await build({
  entryPoints: { server: 'src/server.ts', administrator: 'src/administrator.ts', methods: 'src/threads/methods.ts', 'audit-verify': 'src/audit/verifier.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
})

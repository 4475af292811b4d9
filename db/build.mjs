import { build } from 'esbuild'

// The server runs this build with `node --conditions=built`; packages stay outside, found in db/node_modules.
await build({
  entryPoints: { index: 'src/index.ts', seed: 'src/seed.ts', worker: 'src/engine/worker.ts' },
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

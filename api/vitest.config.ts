import { defineConfig } from 'vitest/config'

/** TEST_ENGINE=postgres runs the same suite on a real PostgreSQL; the default is the embedded engine. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Faults want the machine for themselves: `pnpm test:faults`.
    exclude: ['test/faults/**'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Each file makes an application and a database of its own and no module holds state: loading the modules once halves the run.
    isolate: false,
    // Generous: two busy cores may be shared by others, and no guarantee here is one of time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
})

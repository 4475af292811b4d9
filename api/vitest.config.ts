import { defineConfig } from 'vitest/config'

/** TEST_ENGINE=postgres runs the same suite on a real PostgreSQL; the default is the embedded engine. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})

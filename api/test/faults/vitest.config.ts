import { defineConfig } from 'vitest/config'

/** Faults: the built server as a process of its own, killed, cut off and starved. Apart from the suite, since each file takes the machine for itself. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/faults/**/*.test.ts'],
    // What wants root, or long, is of the long form alone.
    exclude: process.env.FAULTS_LONG ? [] : ['test/faults/**/*.long.test.ts'],
    globalSetup: ['test/faults/global-setup.ts'],
    pool: 'forks',
    // Two files side by side: one waits for a start while the other works.
    maxWorkers: 2,
    testTimeout: process.env.FAULTS_LONG ? 3_600_000 : 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
  },
})

import { prepareTestHome, type TestHome } from '@convergence/db/testing'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    testHome: TestHome
  }
}

/** One migrated and seeded template per run; every test file clones its own database from it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { home, stop } = await prepareTestHome(process.env.TEST_ENGINE)
  project.provide('testHome', home)
  return stop
}

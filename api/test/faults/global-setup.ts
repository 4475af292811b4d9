import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { prepareTestHome } from '@convergence/db/testing'
import type { TestProject } from 'vitest/node'

/** Builds the server as `npm start` does, and prepares a PostgreSQL with a filled template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  for (const folder of ['db', 'api']) {
    const { status, stderr } = spawnSync(process.execPath, ['build.mjs'], { cwd: fileURLToPath(new URL(`../../../${folder}`, import.meta.url)), encoding: 'utf8' })
    if (status !== 0) throw new Error(`${folder} does not build: ${stderr}`)
  }
  const { home, stop } = await prepareTestHome('postgres')
  project.provide('testHome', home)
  return stop
}

import { createTestDatabase } from '@convergence/db/testing'
import { inject, it, onTestFinished } from 'vitest'
import { killUnderWrites } from './kill-under-writes.ts'

it('R-01: on PostgreSQL, kill -9 of the API under keyed writes loses no acknowledged write, doubles none and leaves none half', async () => {
  const { url, drop } = await createTestDatabase(inject('testHome'))
  onTestFinished(drop)
  await killUnderWrites(url)
})

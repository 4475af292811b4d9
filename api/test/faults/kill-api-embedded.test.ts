import { it } from 'vitest'
import { killUnderWrites } from './kill-under-writes.ts'
import { scratchFolder } from './server.ts'

it('R-01: on the embedded database, kill -9 of the API under keyed writes loses no acknowledged write, doubles none and leaves none half', async () => {
  await killUnderWrites(scratchFolder())
})

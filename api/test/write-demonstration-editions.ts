import { createTestDb, prepareTestHome } from '@convergence/db/testing'
import { freezeEditionsAnew, writeEditionSnapshots } from './demonstration-editions.ts'

// After a change of what the founding year shows, or of the model of an edition: npx tsx test/write-demonstration-editions.ts
const { home, stop } = await prepareTestHome(process.env.TEST_ENGINE)
const { db, close } = await createTestDb(home)
await writeEditionSnapshots(await freezeEditionsAnew(db))
await close()
await stop()

import { createTestDb, prepareTestHome } from '@convergence/db/testing'
import { freezeAnew, writeMinutesVersions } from './demonstration-minutes.ts'

// After a change of the demonstration's sessions or of the model of minutes: npx tsx test/write-demonstration-minutes.ts
const { home, stop } = await prepareTestHome(process.env.TEST_ENGINE)
const { db, close } = await createTestDb(home)
await writeMinutesVersions(await freezeAnew(db))
await close()
await stop()

import { createTestDb, prepareTestHome } from '@convergence/db/testing'
import { readRankings, recompute, writeRankings } from './demonstration-rankings.ts'

// After a change of the demonstration's scores: npx tsx test/write-demonstration-rankings.ts
const { home, stop } = await prepareTestHome(process.env.TEST_ENGINE)
const { db, close } = await createTestDb(home)
const entries = []
for (const entry of (await readRankings()).rankings) entries.push(await recompute(db, entry))
await writeRankings(entries)
await close()
await stop()

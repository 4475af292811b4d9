import { sql } from 'drizzle-orm'
import { demoId } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import { seedBodies } from './bodies.ts'
import { seedBodyMembers } from './body-members.ts'
import { seedConsultation } from './consultation.ts'
import { seedDialogues } from './dialogues.ts'
import { seedEditions } from './editions.ts'
import { seedEvaluations } from './evaluations.ts'
import { seedFollowUp } from './follow-up.ts'
import { seedIndicators } from './indicators.ts'
import { seedMactor } from './mactor.ts'
import { seedMinutes } from './minutes.ts'
import { seedMails } from './mails.ts'
import { seedMap } from './demonstration-map.ts'
import { seedPlans } from './plans.ts'
import { seedPlaces } from './places.ts'
import { seedNextSessions } from './next-sessions.ts'
import { seedPreparation } from './preparation.ts'
import { seedProcesses } from './processes.ts'
import { seedProspective } from './prospective.ts'
import { seedRankings } from './rankings.ts'
import { seedRelays } from './relays.ts'
import { seedScoring } from './scoring.ts'
import { seedStepMarks } from './step-marks.ts'
import { seedTrainings } from './trainings.ts'
import { seedNotices } from './notices.ts'
import { seedPersonRequests } from './person-requests.ts'
import { seedUsers } from './demonstration-users.ts'
import { seedWatch } from './watch.ts'
import { referenceFolder } from '../folders.ts'

/**
 * Loads the demonstration in one transaction: the founding document's facts and, labelled fictional, one example
 * consultation. Does nothing when a demonstration account stands already, so that work done since is never touched.
 */
export async function seedDemonstration(db: Db, folder = referenceFolder): Promise<void> {
  await db.transaction(async (tx) => {
    const [loaded] = await tx.select({ n: sql<number>`count(*)::int` }).from(schema.users).where(sql`${schema.users.demonstration}`)
    if (loaded && loaded.n > 0) return
    const references = numbered(2026)
    await seedMap(tx, folder, references)
    const recordedBy = await seedUsers(tx)
    await seedDialogues(tx, folder, references, recordedBy)
    await seedConsultation(tx, folder, references, recordedBy)
    await seedPlaces(tx, folder)
    await seedNextSessions(tx, folder, references, recordedBy)
    await seedMinutes(tx, folder, recordedBy)
    await seedMails(tx)
    await seedScoring(tx, folder, references)
    await seedRankings(tx, folder, references)
    await seedMactor(tx, folder, references)
    await seedBodies(tx, folder, references)
    await seedPreparation(tx, folder)
    await seedFollowUp(tx, folder, references, recordedBy)
    await seedProcesses(tx, folder)
    await seedPlans(tx, folder, references)
    await seedStepMarks(tx, folder)
    await seedBodyMembers(tx, folder, references, recordedBy)
    await seedRelays(tx, folder, references)
    await seedIndicators(tx, folder, references, demoId('user', 'staff'))
    await seedWatch(tx, folder, references, demoId('user', 'staff'))
    await seedEvaluations(tx, folder, references, recordedBy)
    await seedEditions(tx, folder, references)
    await seedTrainings(tx, folder, references)
    await seedProspective(tx, folder, references)
    await seedNotices(tx, folder)
    await seedPersonRequests(tx, references)
    await tx.insert(schema.referenceCounters).values({ key: '2026', value: references.last() }).onConflictDoNothing()
  })
}

/** Reference numbers of a year in the order they are asked for. */
export interface References { next(): string; last(): number }

function numbered(year: number): References {
  let value = 0
  return { next: () => `${year}-${String((value += 1)).padStart(5, '0')}`, last: () => value }
}

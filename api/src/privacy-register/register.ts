import type { Db } from '@convergence/db'
import type { Reach } from '../plugins/access.ts'
import { listProcessings } from '../processings/queries.ts'
import { listRetentionRules } from '../retention/rules.ts'
import { readPrivacySettings } from './settings.ts'

type Gap = 'controller' | 'dpo' | 'processings'

/** The register as it stands now: nothing of it is written by hand twice. */
export async function readRegister(db: Db, reach: Reach) {
  const settings = await readPrivacySettings(db)
  const processings = await listProcessings(db, reach)
  const told: Record<Gap, boolean> = { controller: settings.controller.trim() !== '', dpo: settings.dpo.trim() !== '', processings: processings.length > 0 }
  const missing = (Object.keys(told) as Gap[]).filter((gap) => !told[gap])
  return { generatedAt: new Date(), settings, processings, retention: await listRetentionRules(db), missing }
}

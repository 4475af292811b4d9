import { demoId } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'

const accounts = [
  { role: 'administrator', name: 'Camille Arnoux', perimeter: 'national' },
  { role: 'staff', name: 'Nadège Le Guen', perimeter: 'national' },
  { role: 'facilitator', name: 'Hugo Malestroit', perimeter: 'national' },
  { role: 'relay', name: 'Typhaine Riou', perimeter: 'bretagne' },
  { role: 'reader', name: 'Bertrand Saulnier', perimeter: 'national' },
  { role: 'dpo', name: 'Solène Kerbrat', perimeter: 'national' },
  { role: 'integrator', name: 'Système d’information', perimeter: 'national' },
] as const

/** One invented account per role, without a password: only the demonstration's one-click sign-in opens them. Gives the facilitator's id. */
export async function seedUsers(tx: Db): Promise<string> {
  await tx.insert(schema.users).values(accounts.map((a) => ({ id: demoId('user', a.role), email: `${a.role}@demonstration.invalid`, name: a.name, demonstration: true })))
  await tx.insert(schema.grants).values(accounts.map((a) => ({ id: demoId('grant', a.role), userId: demoId('user', a.role), role: a.role, perimeterId: demoId('perimeter', a.perimeter) })))
  return demoId('user', 'facilitator')
}

import { type Db, schema } from '@convergence/db'
import { eq } from 'drizzle-orm'

export async function bodyName(db: Db, id: string): Promise<string> {
  const [row] = await db.select({ name: schema.bodies.name }).from(schema.bodies).where(eq(schema.bodies.id, id))
  return row?.name ?? ''
}

export async function sessionTitle(db: Db, id: string): Promise<string> {
  const [row] = await db.select({ title: schema.sessions.title }).from(schema.sessions).where(eq(schema.sessions.id, id))
  return row?.title ?? ''
}

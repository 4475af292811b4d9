import { readFile } from 'node:fs/promises'
import { type Db, demoId, referenceFolder, schema, searchKey } from '@convergence/db'
import { parse } from 'csv-parse/sync'
import { sql } from 'drizzle-orm'

const rowsOf = async (file: string): Promise<Record<string, string>[]> =>
  parse(await readFile(`${referenceFolder}/registre-lobbying/${file}`), { columns: true, bom: true }) as Record<string, string>[]

/** Lays the real register beside the demonstration, straight into the tables: the benchmark measures reading, not importing. */
export async function fillRegister(db: Db): Promise<void> {
  const id = (code: string) => demoId('bench', code)
  const perimeterId = demoId('perimeter', 'national')
  const organisations = await rowsOf('organisations.csv')
  await db.insert(schema.stakeholders).values(organisations.map((o, i) => ({
    id: id(o.id ?? ''), reference: `2025-${String(i + 1).padStart(5, '0')}`, kind: 'organisation' as const, name: o.name ?? '', side: 'external' as const, sphere: 'observes' as const, perimeterId,
    city: o.city ?? '', tags: (o.sectors ?? '').split(' | ').filter(Boolean), since: '2020-01-01', externalId: o.id ?? null, searchName: searchKey(`${o.name} ${o.city}`),
  }))).onConflictDoNothing()
  const types = await db.select().from(schema.tieTypes)
  const typeOf = (word: string) => types.find((t) => searchKey(t.labelFr) === searchKey(word))?.id ?? types[0]?.id ?? ''
  const ties = await rowsOf('liens.csv')
  await db.insert(schema.ties).values(ties.map((t, i) => ({ id: id(`tie/${i}`), typeId: typeOf(t.type ?? ''), fromId: id(t.from ?? ''), toId: id(t.to ?? ''), perimeterId }))).onConflictDoNothing()
  await db.execute(sql`analyze`)
}

import { schema, searchKey } from '@convergence/db'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { plainText } from './words.ts'

const t = useTestApp()

it('text is folded inside the database as the application folds what is typed', async () => {
  const texts = ['L’accès aux soins', "L'ACCÈS", 'Œuvre sociale', 'Ægide', 'Crédit Mutuel – Île-de-France', 'Ångström ñandú ÿ', '100 % santé', 'Ὀδυσσεύς']
  const { rows } = await t.db.execute<{ folded: string }>(sql`select ${plainText(sql`x`)} as folded from unnest(${sql.param(texts)}::text[]) with ordinality as v(x, n) order by n`)
  expect(rows.map((row) => row.folded)).toEqual(texts.map(searchKey))
})

it('an apostrophe is found however it was typed', async () => {
  const client = await t.as('staff')
  const [one] = await t.db.select({ title: schema.impacts.title }).from(schema.impacts).where(sql`${schema.impacts.title} like '%’%'`).limit(1)
  const word = /\p{L}+’\p{L}+/u.exec(one?.title ?? '')?.[0] ?? 'none'
  for (const q of [word, word.replace('’', "'").toUpperCase()]) expect((await client.get(`impacts?q=${encodeURIComponent(q)}`)).json<{ items: { title: string }[] }>().items.map((i) => i.title)).toContain(one?.title)
})

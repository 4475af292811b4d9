import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import { readReference } from './read.ts'

type Template = typeof schema.sessionTemplates.$inferInsert
type Words = Record<'fr' | 'en', string>
interface TemplateFile {
  code: string; form: Template['form']; level: Template['engagementLevel']; reasonRule: NonNullable<Template['reasonRule']>; seats: number | null; title: Words; aim: Words
  items: (Words & { aim: (typeof schema.sessionTemplateItems.$inferInsert)['aim']; minutes: number })[]
}

/** The kinds of session that are ready at the start, once in each language. What was changed or removed since stays so. */
export async function seedSessionTemplates(tx: Db, folder: string): Promise<void> {
  const files = await readReference<TemplateFile[]>(folder, 'session-templates.json')
  for (const file of files) for (const language of ['fr', 'en'] as const) await seedOne(tx, file, language)
}

async function seedOne(tx: Db, file: TemplateFile, language: 'fr' | 'en'): Promise<void> {
  const { form, level, reasonRule, seats } = file
  const templateId = id('session-template', `${file.code}/${language}`)
  const made = await tx.insert(schema.sessionTemplates).values({ id: templateId, title: file.title[language], aim: file.aim[language], language, form, engagementLevel: level, reasonRule, seats, perimeterId: id('perimeter', 'national') }).onConflictDoNothing().returning({ id: schema.sessionTemplates.id })
  if (made.length === 0) return
  await tx.insert(schema.sessionTemplateItems).values(file.items.map((item, i) => ({ id: id('session-template-item', `${file.code}/${language}/${i + 1}`), templateId, rank: i + 1, title: item[language], aim: item.aim, durationMinutes: item.minutes })))
}

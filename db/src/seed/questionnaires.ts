import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import { readReference } from './read.ts'

type Words = Record<'fr' | 'en', string>
type Kind = (typeof schema.questionKind.enumValues)[number]
export interface QuestionnaireFile { code: string; title: Words; introduction: Words; questions: (Words & { code: string; kind: Kind; required: boolean; options?: Record<'fr' | 'en', string[]> })[] }

/** The questionnaires that are ready at the start, once in each language. What was changed or removed since stays so. */
export async function seedQuestionnaires(tx: Db, folder: string): Promise<void> {
  const files = await readReference<QuestionnaireFile[]>(folder, 'questionnaires.json')
  for (const file of files) for (const language of ['fr', 'en'] as const) await seedOne(tx, file, language)
}

async function seedOne(tx: Db, file: QuestionnaireFile, language: 'fr' | 'en'): Promise<void> {
  const questionnaireId = id('questionnaire', `${file.code}/${language}`)
  const made = await tx.insert(schema.questionnaires).values({ id: questionnaireId, title: file.title[language], introduction: file.introduction[language], language, perimeterId: id('perimeter', 'national') }).onConflictDoNothing().returning({ id: schema.questionnaires.id })
  if (made.length === 0) return
  await tx.insert(schema.questionnaireQuestions).values(file.questions.map((q, i) => ({ id: id('question', `${file.code}/${language}/${q.code}`), questionnaireId, rank: i + 1, kind: q.kind, wording: q[language], required: q.required, options: q.options?.[language] ?? [] })))
}

import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import { readReference } from './read.ts'

type Language = 'fr' | 'en'
type Words = Record<Language, string>
interface StepFile<W> { phase: W; title: W; guidance: W; responsible: W; evidence: W; check: W; fact: string | null }
export interface ProcessTemplatesFile { templates: { code: string; standard: string; date: string; source: Words; title: Words; purpose: Words; steps: (StepFile<Words> & { code: string })[] }[] }
export interface ProcessesFile { processes: { code: string; perimeter: string; title: string; purpose: string; source: string; steps: StepFile<string>[] }[] }

interface Process { code: string; title: string; purpose: string; source: string; language: Language; template: boolean; perimeter: string; steps: StepFile<string>[] }

/** The models that are ready at the start, once in each language. What was changed or removed since stays so. */
export async function seedProcessTemplates(tx: Db, folder: string): Promise<void> {
  const { templates } = await readReference<ProcessTemplatesFile>(folder, 'process-templates.json')
  for (const file of templates) for (const language of ['fr', 'en'] as const) {
    const steps = file.steps.map((step) => ({ phase: step.phase[language], title: step.title[language], guidance: step.guidance[language], responsible: step.responsible[language], evidence: step.evidence[language], check: step.check[language], fact: step.fact }))
    await seedProcess(tx, { code: `${file.code}/${language}`, title: file.title[language], purpose: file.purpose[language], source: file.source[language], language, template: true, perimeter: 'national', steps })
  }
}

/** The processes that the demonstration's dialogues follow: the six duties of the founding document, and an invented regional one. */
export async function seedProcesses(tx: Db, folder: string): Promise<void> {
  const { processes } = await readReference<ProcessesFile>(folder, 'demonstration/processes.json')
  for (const process of processes) await seedProcess(tx, { ...process, language: 'fr', template: false })
}

async function seedProcess(tx: Db, { code, perimeter, steps, ...words }: Process): Promise<void> {
  const processId = id('process', code)
  const made = await tx.insert(schema.processes).values({ id: processId, perimeterId: id('perimeter', perimeter), ...words }).onConflictDoNothing().returning({ id: schema.processes.id })
  if (made.length === 0) return
  await tx.insert(schema.processSteps).values(steps.map((step, i) => ({ ...step, id: id('process-step', `${code}/${i + 1}`), processId, rank: i + 1 })))
}

import { readFile } from 'node:fs/promises'
import { referenceFolder } from '@convergence/db'
import type { z } from 'zod'
import type { Principles } from './schemas.ts'

export type Frameworks = z.output<typeof Principles>['items']
interface ReadyQuestion { code: string; fr: string; en: string }

const read = async <T>(file: string): Promise<T> => JSON.parse(await readFile(`${referenceFolder}/${file}`, 'utf8')) as T

/** The principles of dialogue that are shipped with the project, by framework. */
export const readPrinciples = (): Promise<Frameworks> => read<Frameworks>('principles.json')

/** The wordings, in both languages, of the ready questions that speak of each principle. A question is known by its wording, so that those of a copied questionnaire count too. */
export async function readWordings(frameworks: Frameworks): Promise<Map<string, string[]>> {
  const ready = (await read<{ questions: ReadyQuestion[] }[]>('questionnaires.json')).flatMap((questionnaire) => questionnaire.questions)
  return new Map(frameworks.flatMap(({ principles }) => principles.map(({ code, questions }) => [code, ready.filter((question) => questions.includes(question.code)).flatMap(({ fr, en }) => [fr, en])] as const)))
}

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** What the founding document tells of a dialogue; where it states no position there is none. */
export interface Dialogue {
  id: string
  title: string
  stakeholders: string[]
  points: { statement: string; positions: Record<string, 'agree' | 'disagree'>; reason?: string }[]
  results?: string[]
}

const read = async <T>(file: string): Promise<T> => JSON.parse(await readFile(fileURLToPath(new URL(`../../../db/reference/${file}`, import.meta.url)), 'utf8')) as T

/** The four dialogues of the year, as the founding document reports them. */
export async function fourDialogues(): Promise<Dialogue[]> {
  const { dialogues } = await read<{ dialogues: Dialogue[] }>('dialogues.json')
  return ['kalivia', 'agences', 'mois-gratuits', 'fusion-sociale'].flatMap((id) => dialogues.filter((dialogue) => dialogue.id === id))
}

/** How many sit in which body. */
export async function membersOf(id: string): Promise<Record<string, number>> {
  const { bodies } = await read<{ bodies: { id: string; members?: Record<string, number> }[] }>('referentiel.json')
  return bodies.find((body) => body.id === id)?.members ?? {}
}

/** Names by which the document calls its stakeholders. */
export async function categories(): Promise<Map<string, string>> {
  const { stakeholderCategories } = await read<{ stakeholderCategories: { id: string; label: string }[] }>('referentiel.json')
  return new Map(stakeholderCategories.map(({ id, label }) => [id, label]))
}

/** The year that is replayed. */
export const YEAR = { from: '2011-10-01', to: '2012-12-31' }
export const at = (day: string): string => `${day}T09:00:00.000Z`
export const fictional = 'Rejoué pour l’essai : '

import type { Language } from '../errors.ts'
import type { MactorReason } from '../methods/mactor/index.ts'

export type StudyReason = MactorReason | 'too-few-actors' | 'no-objective' | 'influences-incomplete' | 'stances-incomplete'

/** Why a figure is absent, in the reader's language; {n} of {of} cells. */
const sentences: Record<StudyReason, Record<Language, string>> = {
  'too-few-actors': { fr: 'Un jeu d’acteurs en compare au moins deux.', en: 'A play of actors compares two at least.' },
  'no-objective': { fr: 'Aucun objectif : convergences et divergences se mesurent sur des objectifs.', en: 'No objective: convergences and divergences are measured on objectives.' },
  'influences-incomplete': { fr: 'La matrice des influences directes (MID) est incomplète : {n} cases vides sur {of}. Une case vide n’est pas un zéro.', en: 'The matrix of direct influences (MID) is incomplete: {n} empty cells of {of}. An empty cell is not a zero.' },
  'stances-incomplete': { fr: 'La matrice des positions valuées (2MAO) est incomplète : {n} cases vides sur {of}. Une case vide n’est pas un zéro.', en: 'The matrix of valued positions (2MAO) is incomplete: {n} empty cells of {of}. An empty cell is not a zero.' },
  'no-influence': { fr: 'Personne n’exerce d’influence sur personne : il n’y a pas de rapport de force.', en: 'Nobody influences anybody: there is no balance of power.' },
  'no-balance-of-power': { fr: 'Tous les rapports de force sont nuls, par exemple entre deux acteurs d’égale influence mutuelle : Ri* n’existe pas.', en: 'Every balance of power is zero, for example between two actors of equal mutual influence: there is no Ri*.' },
  'no-shared-objective': { fr: 'Aucun objectif sur lequel cet acteur et un autre prennent tous deux position.', en: 'No objective on which this actor and another both take a stand.' },
  'no-positions': { fr: 'Aucune position sur les objectifs.', en: 'No position on the objectives.' },
}

export interface Told { field: string; code: StudyReason; message: string }

/** One absent field with its reason. */
export function tell(field: string, code: StudyReason, language: Language, cells: { empty: number; total: number } = { empty: 0, total: 0 }): Told {
  return { field, code, message: sentences[code][language].replace('{n}', String(cells.empty)).replace('{of}', String(cells.total)) }
}

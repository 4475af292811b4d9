/** What the evening is about: who comes, what is discussed, and who says what. */

const FIRST = ['Alliance', 'Bureau', 'Comité', 'Délégation', 'Entente', 'Fédération', 'Groupement', 'Habitants', 'Institut', 'Jeunesse', 'Ligue', 'Mouvement', 'Observatoire']
const SECOND = ['des aidants', 'du grand âge']
/** Twenty-five who come and one who apologises, in the order of their names. */
export const invited = FIRST.flatMap((first) => SECOND.map((second) => `${first} ${second}`))
export const registers = 'Bureau des aidants'
export const apologises = 'Jeunesse du grand âge'
export const comes = invited.filter((name) => name !== apologises)
export const addressOf = (name: string): string => `${name.normalize('NFD').replace(/[^a-z ]/gi, '').replace(/ /g, '.').toLowerCase()}@example.invalid`
export const speakerOf = (name: string): string => `Porte-parole de ${name}`

export const points = Array.from({ length: 12 }, (_, i) => ({ title: `Point ${String.fromCharCode(65 + i)}`, statement: `Le réseau ouvre le chantier ${String.fromCharCode(65 + i)} avec les associations avant la fin de l’année.` }))

type Pattern = 'together' | 'apart' | 'between' | 'but one'
/** The last point stands in convergence but for one holder, who will contest what was recorded. */
export const patternOf = (point: number): Pattern => (point === 11 ? 'but one' : (['together', 'apart', 'between'] as const)[point % 3] ?? 'together')
export const statusOf: Record<Pattern, string> = { together: 'convergence', apart: 'divergence', between: 'mixed', 'but one': 'mixed' }
export const contester = 4

/** From −2 to +2, by the place of a holder in the order of names. */
export function valueOf(point: number, holder: number): number {
  switch (patternOf(point)) {
    case 'together': return 1 + (holder % 2)
    case 'apart': return holder % 2 === 0 ? -2 : 2
    case 'between': return holder < 3 ? -2 : holder % 3 === 0 ? 1 : 0
    case 'but one': return holder === contester ? -2 : 1 + (holder % 2)
  }
}

/** Said in words: by whom, on which point. The first with a network, the second without. */
export const words = [
  { point: 1, holder: 6, reason: 'Le calendrier ne tient pas compte des congés d’été.', reservation: 'Sauf pour les territoires ruraux.' },
  { point: 7, holder: 10, reason: 'Les aidants n’ont pas été consultés.', reservation: 'À revoir si un relais est financé.' },
] as const
/** Reworded in session: after how many positions, on which point. */
export const rewordings = [
  { point: 2, after: 2, statement: 'Le réseau ouvre le chantier C avec les associations et les aidants, avant l’été.', reason: 'Demande de la salle.' },
  { point: 8, after: 2, statement: 'Le réseau ouvre le chantier I dans trois régions d’abord.', reason: 'Essai avant la généralisation.' },
] as const
/** Promised after the round on a point; the second without a network, in the tab that was opened again. */
export const promises = [
  { point: 1, statement: 'Publier le calendrier révisé du chantier B.', owner: 'Comité des aidants' },
  { point: 9, statement: 'Financer un relais dans chaque région.', owner: 'Ligue du grand âge' },
] as const
/** Nothing of this may leave the house. */
export const internal = 'NOTE-INTERNE-7391'

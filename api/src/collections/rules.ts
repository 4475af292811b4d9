import type { Block } from '../mails/letter.ts'

/** Days between two reminders of the same collector that come by themselves. */
export const DAYS_BETWEEN = 14

/** Whether what is awaited is reminded of today: once the period is over, then every two weeks. */
export const remindsToday = (remindedAt: Date | null, now: Date): boolean => remindedAt === null || now.getTime() - remindedAt.getTime() >= DAYS_BETWEEN * 86_400_000

export interface AwaitedLine { title: string; perimeterName: string; periodStart: string; periodEnd: string }

/** The months of a period in words: « janvier à juin 2026 », « 2025 ». */
export function periodWords({ periodStart, periodEnd }: Pick<AwaitedLine, 'periodStart' | 'periodEnd'>, locale: 'fr' | 'en'): string {
  const year = periodStart.slice(0, 4)
  if (periodStart.endsWith('-01-01') && periodEnd.endsWith('-12-31')) return year
  const month = (day: string) => new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { month: 'long', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`))
  const [first, last] = [month(periodStart), month(periodEnd)]
  return first === last ? `${first} ${year}` : `${first} ${locale === 'fr' ? 'à' : 'to'} ${last} ${year}`
}

const LISTED = 20

/** The letter that asks for values; its end is the private link, or the page for whoever has an account. */
export function reminderLetter(name: string, lines: readonly AwaitedLine[], locale: 'fr' | 'en', byLink: boolean): { subject: string; body: Block[] } {
  const list = lines.slice(0, LISTED).map((line) => `${line.title} — ${line.perimeterName}, ${periodWords(line, locale)}`)
  const left = lines.length - list.length
  const n = lines.length
  if (locale === 'en') {
    const end: Block = byLink ? { action: 'Give the values' } : { page: { label: 'Give the values', path: '/rapport/collecte' } }
    return { subject: `${n} indicator ${n > 1 ? 'values are' : 'value is'} awaited from you`, body: [`Hello ${name},`, `${n > 1 ? 'These values are' : 'This value is'} awaited for the indicators of the policy:`, { list: [...list, ...(left > 0 ? [`and ${left} more`] : [])] }, 'Give the evidence too where you have it. What you give is validated before it counts.', end] }
  }
  const end: Block = byLink ? { action: 'Donner les valeurs' } : { page: { label: 'Donner les valeurs', path: '/rapport/collecte' } }
  return { subject: `${n} ${n > 1 ? 'valeurs d’indicateurs sont attendues' : 'valeur d’indicateur est attendue'} de votre part`, body: [`Bonjour ${name},`, `${n > 1 ? 'Ces valeurs sont attendues' : 'Cette valeur est attendue'} pour les indicateurs de la politique :`, { list: [...list, ...(left > 0 ? [`et ${left} de plus`] : [])] }, 'Joignez la preuve quand vous l’avez. Ce que vous donnez est validé avant de compter.', end] }
}

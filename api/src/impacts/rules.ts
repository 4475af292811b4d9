import { impactErrors } from './errors.ts'

export const severityParts = ['scale', 'scope', 'irremediability'] as const
export type SeverityPart = (typeof severityParts)[number]
export type SeverityParts = Record<SeverityPart, number>

/** The worst of the three parts, 1–5, never their mean: a small scale does not make up for what cannot be remedied. */
export const severityOf = (parts: SeverityParts): number => Math.max(...severityParts.map((part) => parts[part]))

/** The parts that decide the severity: one, two or all three. */
export const severityFrom = (parts: SeverityParts): SeverityPart[] => severityParts.filter((part) => parts[part] === severityOf(parts))

/** A likelihood stands exactly on a potential impact; throws the sentence that says which way it is wrong. */
export function requireLikelihood({ actuality, likelihood }: { actuality: 'actual' | 'potential'; likelihood?: number | null | undefined }): void {
  const given = likelihood !== null && likelihood !== undefined
  if (given === (actuality === 'potential')) return
  const problem = given ? impactErrors['impact-likelihood-unwanted'] : impactErrors['impact-likelihood-missing']
  throw problem({ errors: [{ pointer: '/likelihood', code: given ? 'unwanted' : 'required', message: given ? 'no likelihood on an actual impact' : '1 to 5 on a potential impact' }] })
}

/** What an impact weighs, from 0.2 to 5: its severity; for a potential one, severity × likelihood / 5, unless it is a harm to human rights, where severity prevails over likelihood (ESRS 1). */
export function significanceOf({ severity, likelihood, sign, humanRights }: { severity: number; likelihood: number | null; sign: number; humanRights: boolean }): number {
  return likelihood === null || (sign < 0 && humanRights) ? severity : (severity * likelihood) / 5
}

import { nameOf } from '../files/types.ts'

/** The name under which the file of an event is saved: that of the evidence, with the ending of what it is. Null without a file. */
export const evidenceFileName = ({ evidenceName, evidenceType }: { evidenceName: string; evidenceType: string | null }): string | null => (evidenceType ? nameOf(evidenceName, evidenceType) : null)

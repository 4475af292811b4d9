import { docxOf } from '../document/docx.ts'
import { pdfOf } from '../document/pdf.ts'
import type { DpiaFacts } from './facts.ts'
import { dpiaOutline } from './outline.ts'

export const dpiaFormats = ['pdf', 'docx'] as const
export interface DpiaOrder { facts: DpiaFacts; format: (typeof dpiaFormats)[number] }

/** The bytes of the assessment; some hundred milliseconds of a processor, so on a thread of its own (`api/src/threads`). */
export function dpiaDocument({ facts, format }: DpiaOrder): Promise<Uint8Array> {
  const parts = dpiaOutline(facts)
  return format === 'pdf' ? pdfOf(parts, facts.generatedAt) : docxOf(parts)
}

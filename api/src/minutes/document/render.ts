import type { MinutesContent } from '../content.ts'
import type { DocumentMark } from './context.ts'
import { docxOf } from '../../document/docx.ts'
import type { DocumentLanguage } from '../../document/format.ts'
import { outlineOf } from './outline.ts'
import { pdfOf } from '../../document/pdf.ts'

export const documentFormats = ['pdf', 'docx'] as const
export interface DocumentOrder { content: MinutesContent; mark: DocumentMark; language: DocumentLanguage; format: (typeof documentFormats)[number]; madeAt: Date }

/** The bytes of a document; some hundred milliseconds of a processor, so on a thread of its own (`api/src/threads`). */
export function minutesDocument({ content, mark, language, format, madeAt }: DocumentOrder): Promise<Uint8Array> {
  const parts = outlineOf(content, mark, language)
  return format === 'pdf' ? pdfOf(parts, madeAt) : docxOf(parts)
}
